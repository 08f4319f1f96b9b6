import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { AT_START } from '@weir/domain/actions/work';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillChain } from './rig/fill-chain.ts';
import { AT, beginningOf, entriesOf, jobOf, planOf, settledOf } from './rig/sample-job.ts';
import { type StoreRig, storeRig, troubleOf, until } from './rig/store-rig.ts';

const OWNER = fileURLToPath(new URL('./rig/open-and-wait.ts', import.meta.url));

let rig: StoreRig;
const children: ChildProcess[] = [];
beforeEach(() => {
  rig = storeRig();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rig.end();
});

const add = (store: Awaited<ReturnType<StoreRig['open']>>, auditId: string) =>
  store.audit.add({ type: 'begun', body: beginningOf(auditId) });

/** A Weir of its own process on the rig's folder; says its state line by line. */
async function another(options: object = {}): Promise<{ child: ChildProcess; first: string }> {
  const child = spawn(process.execPath, [OWNER, rig.folder], { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  children.push(child);
  const [bytes] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, first: bytes.toString() };
}

test('the files are for their owner only', async () => {
  await add(await rig.open(), 'x');
  for (const name of ['weir.db', 'weir.db-wal', 'weir.lock', 'audit-anchor.json']) {
    expect(statSync(`${rig.folder}/${name}`).mode & 0o777).toBe(0o600);
  }
});

describe('another Weir on the same folder', () => {
  test('is refused, can still read, and takes over once the first was killed', async () => {
    const { child, first } = await another();
    expect(first).toBe('ok\n');
    const store = await rig.open();
    expect(troubleOf(store)).toContain('Another Weir works with the data folder');
    await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused', sentence: troubleOf(store) });
    expect(await store.audit.records({}, 10)).toHaveLength(1);
    child.kill('SIGKILL');
    await until(() => store.state() === 'ok');
    await add(store, 'x');
    expect(await store.audit.verify()).toMatchObject({ intact: true, records: 2 });
  });

  test('in the same process is refused too', async () => {
    const first = await rig.open();
    const second = await rig.open();
    expect(troubleOf(second)).toContain('Another Weir');
    await first.close();
    await until(() => second.state() === 'ok');
  });
});

test('while another program holds the file, changes are refused within six seconds, and go on after it', async () => {
  const store = await rig.open();
  const other = new DatabaseSync(rig.database);
  other.exec('BEGIN IMMEDIATE');
  const began = performance.now();
  const both = await Promise.allSettled([add(store, 'x'), add(store, 'y')]);
  expect(performance.now() - began).toBeLessThan(12_000);
  expect(both.map((one) => (one.status === 'rejected' ? one.reason.reason : 'went on'))).toEqual([
    'refused',
    'refused',
  ]);
  expect(troubleOf(store)).toContain('Another program holds');
  expect(await store.audit.count({})).toBe(0);
  other.exec('ROLLBACK');
  other.close();
  await until(() => store.state() === 'ok');
  await add(store, 'x');
  expect(await store.audit.count({})).toBe(1);
});

describe('a full disk', () => {
  test('refuses every change, answers every read, and goes on by itself when there is room', async () => {
    const store = await rig.open({ maxBytes: 2_000_000 });
    const heard: (string | null)[] = [];
    store.onTrouble((sentence) => heard.push(sentence));
    await store.journal.savePlan(planOf('plan-a'));
    await store.journal.begin(jobOf('a'), beginningOf('audit-a'));
    await store.journal.savePlan(planOf('big'));
    const fill = async (): Promise<void> => {
      for (let at = 0; at < 2_000_000; at += 20_000) await store.journal.freeze('big', entriesOf(20_000, at));
    };
    await expect(fill()).rejects.toMatchObject({ reason: 'refused', sentence: expect.stringContaining('no space') });
    await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused' });
    await expect(store.journal.settle('a', settledOf(1), AT_START, null)).rejects.toMatchObject({ reason: 'refused' });
    expect(await store.journal.job('a')).toEqual(jobOf('a'));
    expect(await store.journal.frozen('big', 7, 1)).toEqual(entriesOf(8).slice(7));
    // Once the plan has been over for an hour its room is free again.
    rig.now = AT + 600_000 + 3_600_001;
    await until(() => store.state() === 'ok');
    await store.journal.settle('a', settledOf(1), { ...AT_START, number: 1 }, null);
    await add(store, 'x');
    expect(await store.audit.verify()).toMatchObject({ intact: true, records: 2 });
    expect(heard.at(0)).toContain('no space');
    expect(heard.at(-1)).toBeNull();
  });
});

const PAGE = 4_096;
const spoil = (from: number, count: number): void => {
  const file = openSync(rig.database, 'r+');
  writeSync(file, Buffer.alloc(count, 0xa5), 0, count, from);
  closeSync(file);
};
const filled = async (): Promise<void> => {
  const store = await rig.open();
  for (let index = 0; index < 20; index += 1) await add(store, `x${index}`);
  await store.close();
};

describe('a file that cannot be used', () => {
  test.each([
    ['a page is damaged', () => spoil(PAGE * 2, PAGE * 3)],
    ['it is no database at all', () => writeFileSync(rig.database, 'x'.repeat(20_000))],
    ['half of it is missing', () => truncateSync(rig.database, Math.floor(statSync(rig.database).size / 2))],
  ])('when %s, changes are refused and the file stays as it is; a copy put back is taken', async (_, damage) => {
    await filled();
    const copy = readFileSync(rig.database);
    damage();
    const damaged = readFileSync(rig.database);
    const store = await rig.open();
    expect(troubleOf(store)).toContain('is damaged');
    await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused' });
    expect(readFileSync(rig.database).equals(damaged)).toBe(true);
    writeFileSync(`${rig.database}.copy`, copy, { mode: 0o600 });
    renameSync(`${rig.database}.copy`, rig.database);
    await until(() => store.state() === 'ok');
    await add(store, 'x');
    expect(await store.audit.verify()).toMatchObject({ intact: true, records: 21 });
  });

  test('a newer Weir wrote it: refused, and left as it is to the byte', async () => {
    await filled();
    const newer = new DatabaseSync(rig.database);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(rig.database);
    const store = await rig.open();
    expect(troubleOf(store)).toContain('newer Weir (its version 99)');
    await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused' });
    await expect(store.audit.count({})).rejects.toMatchObject({ reason: 'refused' });
    await store.close();
    expect(readFileSync(rig.database).equals(before)).toBe(true);
  });

  test('it was removed under a running Weir: nothing is written into the void', async () => {
    const store = await rig.open();
    await add(store, 'x');
    rmSync(rig.database);
    await expect(add(store, 'y')).rejects.toMatchObject({ sentence: expect.stringContaining('replaced or removed') });
    await until(() => troubleOf(store).includes('ends at record 0'));
  });

  // Root may write anything, so a user who may not is needed; only root can become one.
  test.runIf(process.getuid?.() === 0)('it may only be read: changes are refused, records can be read', async () => {
    await filled();
    chownSync(rig.folder, 65_534, 65_534);
    for (const name of ['weir.db', 'weir.lock', 'audit-anchor.json']) {
      chmodSync(`${rig.folder}/${name}`, 0o444);
      chownSync(`${rig.folder}/${name}`, 0, 0);
    }
    const { first } = await another({ uid: 65_534, gid: 65_534, env: { ...process.env, HOME: '/' } });
    expect(first).toContain('may not write');
    expect(first).toContain('20 records');
  });
});

test('a large file is looked through after the start: reads are answered at once, changes when it is sound', async () => {
  await (await rig.open()).close();
  fillChain(rig.database, 100_000);
  rmSync(rig.anchor);
  const began = performance.now();
  const store = await rig.open();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(troubleOf(store)).toContain('is being checked');
  await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused' });
  expect(await store.audit.record('fill-3')).toBeDefined();
  await until(() => store.state() === 'ok');
  await add(store, 'x');
});

test('a write-ahead log cut short loses records, and that is noticed before anything is added', async () => {
  const { child, first } = await another();
  expect(first).toBe('ok\n');
  child.kill('SIGKILL');
  await once(child, 'exit');
  truncateSync(`${rig.database}-wal`, 0);
  const store = await rig.open();
  expect(troubleOf(store)).toMatch(/ends at record 0, but 1 were written/);
  await expect(add(store, 'x')).rejects.toMatchObject({ reason: 'refused' });
  rmSync(rig.anchor);
  await until(() => store.state() === 'ok');
  // The chain keeps that its anchor was missing.
  expect(await store.audit.verify()).toMatchObject({ intact: true, records: 1 });
});
