import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { History } from '@weir/domain/history/history';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupName, type HistoryRig, historyRig, NOON, tickOf } from './rig/history-rig.ts';
import { until } from './rig/store-rig.ts';

const RECORDER = fileURLToPath(new URL('./rig/record-without-end.ts', import.meta.url));
const NAME = groupName('billing');

let rig: HistoryRig;
beforeEach(() => {
  rig = historyRig();
});
afterEach(() => rig.end());

const note = (history: History, poll: number, isWhole: boolean) =>
  history.note(
    tickOf(NOON + poll * 2_000, [[1, NAME, { unread: poll, pending: 1, consumers: 1 }]], {
      isWhole,
      fresh: isWhole ? [{ key: 1, ...NAME }] : [],
    }),
  );

async function unread(history: History, to: number): Promise<readonly (number | null)[]> {
  const request = { connection: 'main', name: NAME, metrics: ['unread'], from: NOON, to, maxPoints: 100_000 } as const;
  const [answers] = await history.series([request]);
  return answers?.[0]?.points.map(([, figure]) => figure) ?? [];
}

const sentenceOf = (history: History): string => {
  const state = history.state();
  return state.state === 'trouble' ? state.sentence : state.state === 'ok' ? state.note : '';
};

// In the first hour, when the logs were written, at its turn (180 polls), and in the second.
test.each([3, 121, 179, 181, 300])('killed after poll %i, every poll that was kept is there', async (polls) => {
  const child = spawn(process.execPath, [RECORDER, rig.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
    if (said.split('\n').length > polls) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const kept = Number(said.trim().split('\n').at(-1));
  const history = await rig.open();
  expect(sentenceOf(history)).toBe('');
  const found = await unread(history, NOON + (kept + 2) * 20_000);
  // The last one may be on disk without having been said.
  expect([kept, kept + 1]).toContain(found.length);
  expect(found).toEqual(found.map((_, poll) => poll));
});

test('on a full disk nothing is recorded and that is said; what was recorded stays readable afterwards', async () => {
  const history = await rig.open({ hardLimitBytes: 600_000, retryMs: 1e9 });
  const names = [NAME, ...Array.from({ length: 99 }, (_, at) => groupName(`g${at}`))];
  const fresh = names.map((name, at) => ({ key: at + 1, ...name }));
  let poll = 0;
  while (history.state().state === 'ok' && poll < 3_000) {
    poll += 1;
    const seen = names.map((name, at) => [at + 1, name, { unread: poll, pending: 1, consumers: 1 }] as const);
    const tick = tickOf(NOON + poll * 2_000, seen, poll === 1 ? { isWhole: true, fresh } : {});
    await history.note(tick).catch(() => undefined);
  }
  expect(sentenceOf(history)).toContain('There is no space left');
  expect(sentenceOf(history)).toContain('charts will show a gap');
  await expect(note(history, poll, true)).rejects.toMatchObject({ reason: 'refused' });
  await history.close();
  const again = await rig.open();
  expect(await unread(again, NOON + poll * 2_000)).toEqual(Array.from({ length: poll - 1 }, (_, at) => at + 1));
  expect(await note(again, poll + 100, true)).toBe('kept');
});

const journals = (): readonly string[] => readdirSync(rig.folder).filter((name) => /-(polls|logs)-/.test(name));

test('of a journal that ends in the middle, or in something else, the whole polls before are kept', async () => {
  for (const spoil of [
    (path: string) => truncateSync(path, statSync(path).size - 5),
    (path: string) => appendFileSync(path, 'and this is no poll of anything '.repeat(9)),
    (path: string) => {
      const bytes = readFileSync(path);
      bytes.fill(1, bytes.length - 20);
      writeFileSync(path, bytes);
    },
  ]) {
    const history = await rig.open();
    const { newest } = await history.extent('main');
    const first = newest === null ? 0 : (newest - NOON) / 2_000 + 100;
    for (let poll = first; poll < first + 40; poll += 1) await note(history, poll, poll === first);
    await history.close();
    const [path = ''] = journals().filter((name) => name.includes('-polls-'));
    spoil(join(rig.folder, path));
    const again = await rig.open();
    expect(sentenceOf(again)).toBe('');
    const found = (await unread(again, NOON + (first + 50) * 2_000)).filter((figure) => (figure ?? -1) >= first);
    expect([39, 40]).toContain(found.length);
    expect(found).toEqual(found.map((_, at) => first + at));
    expect(journals()).toEqual([]);
    await again.close();
  }
});

test('a journal of something that is not there any more is taken for nothing, and removed', async () => {
  const history = await rig.open();
  for (let poll = 0; poll < 5; poll += 1) await note(history, poll, poll === 0);
  await history.close();
  const [path = ''] = journals();
  const bytes = readFileSync(join(rig.folder, path));
  for (const name of readdirSync(rig.folder)) rmSync(join(rig.folder, name));
  writeFileSync(join(rig.folder, path), bytes);
  const again = await rig.open();
  expect(sentenceOf(again)).toBe('');
  expect(journals()).toEqual([]);
  expect(await note(again, 9, true)).toBe('kept');
  expect(await unread(again, NOON + 30_000)).toEqual([9]);
});

test('another Weir on the same folder does not record, says so, and takes over when the first ends', async () => {
  const first = await rig.open();
  expect(await note(first, 0, true)).toBe('kept');
  const second = await rig.open();
  expect(sentenceOf(second)).toContain('Another Weir records');
  await first.close();
  await until(() => second.state().state === 'ok');
  expect(await note(second, 1, false)).toBe('again');
  expect(await note(second, 1, true)).toBe('kept');
  expect(await unread(second, NOON + 10_000)).toEqual([0, null, 1]);
});

test('a damaged file is put aside, a new one begun, and both are said', async () => {
  writeFileSync(join(rig.folder, 'history.db'), 'no database at all '.repeat(1_000));
  const history = await rig.open();
  expect(sentenceOf(history)).toContain('put aside as history.db.damaged');
  expect(existsSync(join(rig.folder, 'history.db.damaged'))).toBe(true);
  expect(await note(history, 0, true)).toBe('kept');
});

test('a file of an earlier form is put aside and not touched, a new one begun, and both are said', async () => {
  const file = new DatabaseSync(join(rig.folder, 'history.db'));
  file.exec('CREATE TABLE log (place INTEGER PRIMARY KEY, changes BLOB NOT NULL); PRAGMA user_version = 1');
  file.close();
  const history = await rig.open();
  expect(sentenceOf(history)).toContain('an earlier Weir');
  expect(sentenceOf(history)).toContain('put aside as history.db.earlier');
  expect(await note(history, 0, true)).toBe('kept');
  const aside = new DatabaseSync(join(rig.folder, 'history.db.earlier'), { readOnly: true });
  expect(aside.prepare('SELECT count(*) AS n FROM log').get()?.['n']).toBe(0);
  aside.close();
});

test('only its owner may read it', async () => {
  const history = await rig.open();
  await note(history, 0, true);
  for (const name of ['history.db', 'history.db-wal', 'history.lock', ...journals()]) {
    expect(statSync(join(rig.folder, name)).mode & 0o777).toBe(0o600);
  }
});
