import { rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillChain } from '../rig/fill-chain.ts';
import { beginningOf } from '../rig/sample-job.ts';
import { type StoreRig, storeRig, troubleOf, until } from '../rig/store-rig.ts';
import { verifyAuditIn } from './verify-audit-in.ts';

const RECORDS = 12;

let rig: StoreRig;
beforeEach(async () => {
  rig = storeRig();
  const store = await rig.open();
  for (let index = 1; index <= RECORDS; index += 1) {
    await store.audit.add({ type: 'begun', body: beginningOf(`x${index}`, { reason: `reason ${index}` }) });
  }
  await store.close();
});
afterEach(() => rig.end());

/** What somebody with the file in hand could do. */
function tamper(sql: string): void {
  const file = new DatabaseSync(rig.database);
  file.exec('DROP TRIGGER audit_keeps; DROP TRIGGER audit_stays; DROP TRIGGER audit_grows;');
  file.exec(sql);
  file.close();
}

describe('the chain is not intact', () => {
  test.each([
    [
      'a text was changed',
      `UPDATE audit SET body_json = replace(body_json, 'reason 7', 'reason 8') WHERE sequence = 7`,
      7,
      'it was changed',
    ],
    ['one bit of a hash was', `UPDATE audit SET hash = 'f' || substr(hash, 2) WHERE sequence = 7`, 7, 'it was changed'],
    [
      'a column to search by was',
      `UPDATE audit SET actor = 'bob' WHERE sequence = 7`,
      7,
      'what it is searched by was changed',
    ],
    ['one was deleted', 'DELETE FROM audit WHERE sequence = 7', 7, 'it is missing'],
    ['the first was deleted', 'DELETE FROM audit WHERE sequence = 1', 1, 'it is missing'],
    [
      'one was deleted and the rest moved up',
      'DELETE FROM audit WHERE sequence = 7; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 7',
      7,
      'it does not follow the one before',
    ],
    [
      'two changed places',
      'UPDATE audit SET sequence = -7 WHERE sequence = 7; UPDATE audit SET sequence = 7 WHERE sequence = 8; UPDATE audit SET sequence = 8 WHERE sequence = -7',
      7,
      'records stand in another order',
    ],
    ['the end was cut', 'DELETE FROM audit WHERE sequence > 9', 10, 'it is missing: 12 records were written'],
    ['all were deleted', 'DELETE FROM audit', 1, 'it is missing: 12 records were written'],
  ])('when %s', async (_, sql, firstBad, because) => {
    tamper(sql);
    expect(await verifyAuditIn(rig.folder)).toMatchObject({ intact: false, firstBad, because });
  });

  test('when it was written anew from one place on, hashes and all', async () => {
    const store = storeRig();
    const other = await store.open();
    for (let index = 1; index <= RECORDS; index += 1) {
      await other.audit.add({ type: 'begun', body: beginningOf(`x${index}`, { reason: 'another' }) });
    }
    await other.close();
    tamper(`DELETE FROM audit; ATTACH '${store.database}' AS other; INSERT INTO audit SELECT * FROM other.audit`);
    await store.end();
    expect(await verifyAuditIn(rig.folder)).toMatchObject({
      intact: false,
      firstBad: RECORDS,
      because: 'it is not the one audit-anchor.json knows',
    });
  });

  test('when the file or its anchor is gone', async () => {
    rmSync(rig.anchor);
    expect(await verifyAuditIn(rig.folder)).toMatchObject({ intact: false, firstBad: RECORDS + 1 });
    writeFileSync(rig.anchor, JSON.stringify({ sequence: RECORDS, hash: 'x' }));
    rmSync(rig.database);
    expect(await verifyAuditIn(rig.folder)).toMatchObject({ intact: false, records: 0, firstBad: 1 });
  });
});

test('the chain is intact as it was written, and verifying it changes nothing', async () => {
  expect(await verifyAuditIn(rig.folder)).toMatchObject({ intact: true, records: RECORDS });
});

test('a store whose log was cut takes no more records until somebody has decided', async () => {
  tamper('DELETE FROM audit WHERE sequence > 9');
  const store = await rig.open();
  expect(troubleOf(store)).toContain('ends at record 9, but 12 were written');
  expect(await store.audit.count({})).toBe(9);
});

test.each([
  ['UPDATE audit SET actor = NULL', 'never changed'],
  ['DELETE FROM audit WHERE sequence = 3', 'never removed'],
  ['INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 3', 'never replaced'],
])('the file itself refuses %s', (sql, because) => {
  const file = new DatabaseSync(rig.database);
  expect(() => file.exec(sql)).toThrow(because);
  file.close();
});

test('200,000 records are verified in a few seconds, and others are answered meanwhile', async () => {
  const store = storeRig();
  await (await store.open()).close();
  fillChain(store.database, 200_000);
  rmSync(store.anchor);
  const again = await store.open();
  await until(() => again.state() === 'ok');
  const began = performance.now();
  const verdict = again.audit.verify();
  const worst = { ms: 0 };
  const over = { yet: false };
  void verdict.then(() => {
    over.yet = true;
  });
  while (!over.yet) {
    const asked = performance.now();
    await again.audit.record('fill-7');
    worst.ms = Math.max(worst.ms, performance.now() - asked);
  }
  expect(await verdict).toMatchObject({ intact: true, records: 200_001 });
  expect(performance.now() - began).toBeLessThan(40_000);
  expect(worst.ms).toBeLessThan(3_000);
  await store.end();
});
