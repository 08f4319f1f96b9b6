import { isStale } from '@weir/api/observe/board';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  fill,
  newestRun,
  PERSON,
  policyWorld,
  QUARTER,
  settingsOf,
  switchedOn,
  type PolicyWeir,
  type PolicyWorld,
} from './policy-life.ts';
import { until } from '../until.ts';

let world: PolicyWorld;
let weir: PolicyWeir;
beforeAll(async () => {
  world = await policyWorld();
  weir = await world.weir('here');
});
afterAll(async () => {
  const { faults } = weir;
  await world.close();
  expect(faults).toEqual([]);
});
beforeEach(async () => {
  for (const { policyId } of await world.store.policies.policies())
    await world.store.policies.removePolicy(policyId, []);
  await world.redis.call('FLUSHALL');
});

const length = (stream = 'orders') => world.redis.call('XLEN', stream);
async function later(): Promise<void> {
  world.pass(QUARTER);
  await weir.turn();
}

describe('switching on', () => {
  const request = { settings: settingsOf({}), on: true, reason: '', confirmName: 'orders', origin: 'test' };

  test('needs a dry run of the same settings, that is not old, and the name', async () => {
    await fill(world.redis, 'orders', 150);
    await expect(weir.policies.save(request, PERSON)).rejects.toMatchObject({ reason: 'refused' });
    const other = await weir.policies.plan(settingsOf({ guard: false }), PERSON);
    const withOther = weir.policies.save({ ...request, seen: other.dryRunId }, PERSON);
    await expect(withOther).rejects.toMatchObject({
      reason: 'refused',
      sentence: expect.stringContaining('Look first'),
    });
    const { dryRunId: seen } = await weir.policies.plan(settingsOf({ name: 'called otherwise' }), PERSON);
    const unnamed = weir.policies.save({ ...request, seen, confirmName: 'order' }, PERSON);
    await expect(unnamed).rejects.toMatchObject({ reason: 'bad-input' });
    world.pass(3_600_001);
    await expect(weir.policies.save({ ...request, seen }, PERSON)).rejects.toMatchObject({ reason: 'refused' });
    const { dryRunId } = await weir.policies.plan(settingsOf({}), PERSON);
    const saved = await weir.policies.save({ ...request, seen: dryRunId }, PERSON);
    expect(saved).toMatchObject({ state: 'on', savedBy: 'ann' });
    const [record] = await world.store.audit.records({ action: 'switch-policy-on' }, 1);
    expect(record).toMatchObject({ begun: { actor: 'ann', stream: 'orders' }, ended: { outcome: 'done' } });
  });

  test('a name may change without looking again, a setting may not', async () => {
    await fill(world.redis, 'orders', 1);
    const { policyId } = await switchedOn(weir, {});
    await weir.policies.save({ ...request, policyId, settings: settingsOf({ name: 'other' }) }, PERSON);
    const looser = weir.policies.save({ ...request, policyId, settings: settingsOf({ guard: false }) }, PERSON);
    await expect(looser).rejects.toMatchObject({ reason: 'refused' });
    expect(await world.store.policies.policy(policyId)).toMatchObject({
      state: 'on',
      settings: { name: 'other', guard: true },
    });
  });

  test('what it would do is told before, with the next runs', async () => {
    await fill(world.redis, 'orders', 500);
    const seen = await weir.policies.plan(settingsOf({ caps: { entries: 50, percent: 10 } }), PERSON);
    expect(seen).toMatchObject({
      streamCount: 1,
      streams: [{ stream: 'orders', plan: { affects: { count: 50 }, preview: { withoutLimit: 400 } }, runTakes: 50 }],
    });
    expect(seen.next).toHaveLength(2);
    expect(await length()).toBe(500);
  });
});

describe('a run', () => {
  test('is a trim in the name of the policy, once for each time, and on record', async () => {
    await fill(world.redis, 'orders', 150);
    const { policyId } = await switchedOn(weir, {});
    await weir.turn();
    expect(await length()).toBe(150);
    await later();
    expect(await length()).toBe(100);
    const run = await newestRun(world, policyId);
    expect(run).toMatchObject({ outcome: 'done', removed: 50, stream: 'orders', sentence: '50 entries removed.' });
    expect(run?.freedBytes).toBeGreaterThan(0);
    const job = await world.store.journal.job(run?.jobId ?? '');
    expect(job).toMatchObject({ actor: 'policy:a policy', kind: 'trim', reason: 'CHG-1', input: { guard: true } });
    const record = await world.store.audit.record(run?.auditId ?? '');
    expect(record).toMatchObject({ begun: { actor: 'policy:a policy' }, ended: { outcome: 'done', done: 50 } });
    await fill(world.redis, 'orders', 10);
    await weir.turn();
    expect(await length()).toBe(110);
  });

  test('that was missed happens once, however often it was missed', async () => {
    await fill(world.redis, 'orders', 101);
    const { policyId } = await switchedOn(weir, {});
    world.pass(9 * QUARTER);
    await weir.turn();
    await weir.turn();
    expect(await world.store.policies.runs({ policyId, limit: 9 })).toHaveLength(1);
    await later();
    expect(await newestRun(world, policyId)).toMatchObject({ outcome: 'nothing', removed: 0 });
  });

  test('of a pattern goes over each of its streams, also those that came later', async () => {
    for (const name of ['jobs:a', 'jobs:b', 'other']) await fill(world.redis, name, 120);
    const { policyId } = await switchedOn(weir, { on: { pattern: 'jobs:*' } });
    await fill(world.redis, 'jobs:c', 120);
    const found = (): true | undefined => (weir.watch.board.streams.has('jobs:c') ? true : undefined);
    await until('all streams are found', 20_000, found);
    await later();
    expect([await length('jobs:a'), await length('jobs:b'), await length('jobs:c'), await length('other')]).toEqual([
      100, 100, 100, 120,
    ]);
    const runs = await world.store.policies.runs({ policyId, limit: 99 });
    expect(new Set(runs.filter(({ removed }) => removed === 20).map(({ stream }) => stream)).size).toBe(3);
  });

  test('of a pattern goes no further once the policy is switched off', async () => {
    const streams = ['off:a', 'off:b', 'off:c'];
    for (const name of streams) await fill(world.redis, name, 120);
    const found = (): true | undefined =>
      streams.every((name) => weir.watch.board.streams.has(name)) ? true : undefined;
    await until('all streams are found', 20_000, found);
    const { policyId, settings } = await switchedOn(weir, { on: { pattern: 'off:*' } });
    world.pass(QUARTER);
    await until('a picture', 10_000, () => (isStale(weir.watch.board, world.here()) ? undefined : true), 10);
    await weir.policies.scheduler.tick();
    await weir.policies.save({ policyId, settings, on: false, reason: 'CHG-2', origin: 'test' }, PERSON);
    await weir.policies.scheduler.idle();
    const lengths = await Promise.all(streams.map((name) => length(name)));
    expect(lengths.filter((each) => each === 120).length).toBeGreaterThanOrEqual(2);
    await weir.turn();
    expect(await Promise.all(streams.map((name) => length(name)))).toEqual(lengths);
  });

  test('takes no more than its limit, and goes on next time', async () => {
    await fill(world.redis, 'orders', 300);
    await switchedOn(weir, { caps: { entries: 60, percent: 1 } });
    await later();
    expect(await length()).toBe(240);
    await later();
    expect(await length()).toBe(180);
  });

  test('archives first, and has nothing twice in the archive', async () => {
    await fill(world.redis, 'orders', 180);
    const { policyId } = await switchedOn(weir, { archive: true, precision: 'about' });
    await later();
    await fill(world.redis, 'orders', 30);
    await later();
    expect(await length()).toBe(100);
    const kept = await world.archives.list(9);
    expect(new Set(kept.map(({ sealed }) => sealed?.manifest.entries))).toEqual(new Set([30, 80]));
    expect(kept.map(({ archiveId }) => archiveId)).toContain((await newestRun(world, policyId))?.jobId);
  });
});

const refuse = () => Promise.reject(new ConsoleError('refused', 'There is no room left for the archive.'));

describe('an archive that cannot be written', () => {
  test('keeps a run from removing anything, and the run says why', async () => {
    const full = await world.weir('full', { archives: { ...world.archives, keep: refuse } });
    await fill(world.redis, 'orders', 150);
    const { policyId } = await switchedOn(full, { archive: true });
    world.pass(QUARTER);
    await full.turn();
    expect(await length()).toBe(150);
    const run = await newestRun(world, policyId);
    expect(run).toMatchObject({ outcome: 'refused', removed: 0, sentence: expect.stringContaining('no room left') });
    await full.close();
    world.pass(15_000);
    await later();
    expect(await length()).toBe(100);
  });
});

describe('the guard', () => {
  test('holds a run back and says for whom; when the group has moved on the run happens', async () => {
    await fill(world.redis, 'orders', 150);
    await world.redis.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
    const { policyId } = await switchedOn(weir, {});
    await later();
    expect(await newestRun(world, policyId)).toMatchObject({ outcome: 'held', heldBy: 'warehouse', removed: 0 });
    expect(await length()).toBe(150);
    const told = weir.watch.board.events.filter(({ kind }) => kind === 'policy');
    expect(told).toMatchObject([{ title: ['Policy a policy is held back on ', { name: 'orders' }] }]);
    await later();
    expect(weir.watch.board.events.filter(({ kind }) => kind === 'policy')).toHaveLength(1);
    await world.redis.call('XGROUP', 'SETID', 'orders', 'warehouse', '$');
    await later();
    expect(await newestRun(world, policyId)).toMatchObject({ outcome: 'done', removed: 50 });
  });

  test('is on unless it is switched off in the settings', async () => {
    await fill(world.redis, 'orders', 150);
    await world.redis.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
    await switchedOn(weir, { guard: false });
    await later();
    expect(await length()).toBe(100);
  });
});

describe('a policy stops itself', () => {
  test('when a group that had something to read is gone; it stays off until it was looked at', async () => {
    await fill(world.redis, 'orders', 150);
    await world.redis.call('XGROUP', 'CREATE', 'orders', 'warehouse', '0');
    const { policyId } = await switchedOn(weir, {});
    await later();
    await world.redis.call('XGROUP', 'DESTROY', 'orders', 'warehouse');
    await later();
    expect(await length()).toBe(150);
    expect(await world.store.policies.policy(policyId)).toMatchObject({
      state: 'stopped',
      because: expect.stringContaining('orders: The group warehouse had entries'),
    });
    expect((await world.store.audit.records({ action: 'stop-policy' }, 1))[0]?.begun.actor).toBe('policy:a policy');
    await later();
    expect(await length()).toBe(150);
    await switchedOn(weir, {}, policyId);
    await later();
    // Its settings are the same, so it still compares with what it knew.
    expect(await newestRun(world, policyId)).toMatchObject({ outcome: 'done', removed: 50 });
  });
});

describe('the clock', () => {
  test('that was set holds all policies up until somebody says otherwise', async () => {
    await fill(world.redis, 'orders', 150);
    await switchedOn(weir, {});
    world.setClock(2 * 3_600_000);
    await weir.turn();
    expect(await length()).toBe(150);
    const held = await weir.policies.list('main');
    expect(held.heldUp).toContain('The clock of this machine went 2 h');
    expect(held.items[0]?.waits).toBe(held.heldUp);
    await weir.policies.resume('looked at it', PERSON, 'test');
    await weir.turn();
    expect(await length()).toBe(100);
    expect(await world.store.audit.count({ action: 'resume-policies' })).toBe(1);
    world.setClock(-2 * 3_600_000);
    await weir.turn();
    await weir.policies.resume('set back', PERSON, 'test');
  });
});
