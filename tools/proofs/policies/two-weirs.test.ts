import type { PolicyBook } from '@weir/domain/policies/policy-book';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fill, policyWorld, QUARTER, switchedOn, type PolicyWorld } from './policy-life.ts';

let world: PolicyWorld;
beforeEach(async () => {
  world = await policyWorld();
  await fill(world.redis, 'orders', 150);
});
afterEach(() => world.close());

const LEASE = 15_000;
const length = () => world.redis.call('XLEN', 'orders');

describe('two Weirs on one store', () => {
  test('one of them runs, whoever comes first; each due time once', async () => {
    const [a, b] = [await world.weir('a'), await world.weir('b')];
    const { policyId } = await switchedOn(a, {});
    for (let turn = 1; turn <= 6; turn += 1) {
      await fill(world.redis, 'orders', 20);
      world.pass(QUARTER);
      await Promise.all(turn % 2 === 0 ? [a.turn(), b.turn()] : [b.turn(), a.turn()]);
      const runs = await world.store.policies.runs({ policyId, limit: 99 });
      expect(runs.map(({ outcome }) => outcome)).toEqual(Array.from({ length: turn }, () => 'done'));
      expect(await length()).toBe(100);
    }
    expect((await a.policies.list('main')).runner).not.toBe((await b.policies.list('main')).runner);
    expect([a.faults, b.faults]).toEqual([[], []]);
  });

  test('one that was held up past its lease begins nothing: not the run, and not the job it had planned', async () => {
    const held = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    // It stands still between the run it wrote down and the job.
    const slow: PolicyBook = {
      ...world.store.policies,
      async addRun(run, fence) {
        await world.store.policies.addRun(run, fence);
        arrived.resolve();
        await held.promise;
      },
    };
    const [a, b] = [await world.weir('a', { book: slow }), await world.weir('b')];
    const { policyId } = await switchedOn(b, {});
    world.pass(QUARTER);
    const late = a.turn();
    await arrived.promise;
    await b.turn();
    expect(await length()).toBe(150);
    world.pass(LEASE);
    await b.turn();
    expect(await length()).toBe(100);
    await fill(world.redis, 'orders', 30);
    held.resolve();
    await late;
    expect(await length()).toBe(130);
    expect(await world.store.journal.jobs({ limit: 9 })).toHaveLength(1);
    const runs = await world.store.policies.runs({ policyId, limit: 9 });
    expect(runs.map(({ outcome }) => outcome)).toEqual(['done', 'interrupted']);
    expect([a.faults, b.faults]).toEqual([[], []]);
  });
});
