import type { LimitRule } from '@weir/domain/health/limit-rules';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../open-store.ts';
import { beginningOf, endingOf } from '../rig/sample-job.ts';
import { storeRig, type StoreRig } from '../rig/store-rig.ts';

let rig: StoreRig;
let store: Store;
beforeEach(async () => {
  rig = storeRig();
  store = await rig.open();
});
afterEach(() => rig.end());

function rule(ruleId: string, change: Partial<LimitRule> = {}): LimitRule {
  return {
    ruleId,
    connection: 'main',
    stream: 'orders*',
    group: '*',
    limits: { callMs: 30_000 },
    setBy: 'ann',
    setAt: 1,
    ...change,
  };
}

const records = (id: string) =>
  [
    { type: 'begun', body: beginningOf(id, { action: 'set-health-rule' }) },
    { type: 'ended', body: endingOf(id) },
  ] as const;

test('health rules are kept with the record of who set them, over a restart', async () => {
  await store.limitRules.saveLimitRule(rule('a'), records('x'));
  await store.limitRules.saveLimitRule(
    rule('b', { group: 'warehouse', limits: { batchEveryMs: 60_000 } }),
    records('y'),
  );
  await store.close();
  store = await rig.open();
  expect(await store.limitRules.limitRules()).toEqual([
    rule('a'),
    rule('b', { group: 'warehouse', limits: { batchEveryMs: 60_000 } }),
  ]);
  expect(await store.audit.count({ action: 'set-health-rule' })).toBe(2);
  expect(await store.audit.verify()).toMatchObject({ intact: true, records: 4 });
});

test('a rule takes the place of the one for the same patterns', async () => {
  await store.limitRules.saveLimitRule(rule('a'), records('x'));
  await store.limitRules.saveLimitRule(rule('b', { limits: { callMs: 90_000 } }), records('y'));
  await store.limitRules.saveLimitRule(rule('c', { connection: 'other' }), records('z'));
  expect((await store.limitRules.limitRules()).map(({ ruleId }) => ruleId)).toEqual(['b', 'c']);
});

test('a rule is removed once; the second time leaves no record', async () => {
  await store.limitRules.saveLimitRule(rule('a'), records('x'));
  await store.limitRules.removeLimitRule('a', records('y'));
  await expect(store.limitRules.removeLimitRule('a', records('z'))).rejects.toMatchObject({ reason: 'not-found' });
  expect(await store.limitRules.limitRules()).toEqual([]);
  expect(await store.audit.count({})).toBe(2);
});
