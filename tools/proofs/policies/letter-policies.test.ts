import { parseLetterRules } from '@weir/domain/dead-letters/parse-letter-rules';
import { policySettings } from '@weir/domain/policies/policy';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newestRun, PERSON, policyWorld, QUARTER, type PolicyWeir, type PolicyWorld } from './policy-life.ts';
import { CONNECTION } from '../crash/console-life.ts';
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
  await world.redis.call('ACL', 'SETUSER', 'default', 'allkeys', 'allcommands');
  await world.redis.call('FLUSHALL');
  await until('nothing is left of before', 20_000, () => (weir.watch.board.streams.size === 0 ? true : undefined));
});

const LETTERS = {
  does: 'dead-letter',
  name: 'put aside',
  connection: CONNECTION,
  on: { stream: 'orders' },
  deliveries: 5,
  olderThanMs: 3_600_000,
  schedule: { everyMs: QUARTER },
};
const lettersOf = (change: object) => policySettings.parse({ ...LETTERS, ...change });
const call = (...words: readonly (string | number)[]) => {
  const [command = '', ...rest] = words;
  return world.redis.call(String(command), ...rest);
};
const waiting = async (group = 'workers', stream = 'orders') => {
  const [pending] = (await call('XPENDING', stream, group)) as readonly [number];
  return pending;
};

const seen = (stream: string, group: string) =>
  until(`${group} is seen`, 20_000, () => weir.watch.board.streams.get(stream)?.groups.has(group) || undefined);

/** Entries of two hours ago, which a consumer took so often and never acknowledged. */
async function failing(count: number, deliveries = 5, stream = 'orders', group = 'workers'): Promise<void> {
  const lua =
    "local t=redis.call('TIME')[1]*1000-7200000 for i=1,tonumber(ARGV[1]) do redis.call('XADD',KEYS[1],(t+ARGV[4])..'-*','n',i) end " +
    "pcall(redis.call,'XGROUP','CREATE',KEYS[1],ARGV[3],'0') ";
  const again =
    "redis.call('XREADGROUP','GROUP',ARGV[3],'fails','COUNT',ARGV[1],'STREAMS',KEYS[1],'>') " +
    "for _,p in ipairs(redis.call('XPENDING',KEYS[1],ARGV[3],'-','+',100000)) do " +
    "if p[4] == 1 then redis.call('XCLAIM',KEYS[1],ARGV[3],'fails',0,p[1],'RETRYCOUNT',ARGV[2],'JUSTID') end end";
  later.offset += 1;
  await call('EVAL', lua + again, 1, stream, count, deliveries, group, later.offset);
  await seen(stream, group);
}

async function on(change: object = {}, policyId?: string) {
  const settings = lettersOf(change);
  const { dryRunId } = await weir.policies.plan(settings, PERSON);
  const confirmName = 'stream' in settings.on ? settings.on.stream : settings.on.pattern;
  const request = { policyId, settings, on: true, seen: dryRunId, reason: 'CHG-2', confirmName, origin: 'test' };
  return weir.policies.save(request, PERSON);
}

async function later(): Promise<void> {
  world.pass(QUARTER);
  await weir.turn();
}
later.offset = 0;

describe('a dead-letter policy', () => {
  test('is seen before it is switched on: how many of which group, and the first of them', async () => {
    await failing(3);
    await failing(2, 4, 'orders', 'slow');
    const settings = lettersOf({});
    const request = { settings, on: true, reason: '', confirmName: 'orders', origin: 'test' };
    await expect(weir.policies.save(request, PERSON)).rejects.toMatchObject({
      reason: 'refused',
      sentence: expect.stringContaining('Look first'),
    });
    const seen = await weir.policies.plan(settings, PERSON);
    expect(seen).toMatchObject({ groupCount: 2, streams: [] });
    const told = seen.groups.map(({ group, plan, sample }) => [group, plan?.affects.count, sample[0]?.deliveries]);
    expect(new Map(told.map(([group, ...rest]) => [group, rest]))).toEqual(
      new Map([
        ['workers', [3, 5]],
        ['slow', [0, undefined]],
      ]),
    );
    const other = await weir.policies.plan(lettersOf({ deliveries: 6 }), PERSON);
    await expect(weir.policies.save({ ...request, seen: other.dryRunId }, PERSON)).rejects.toMatchObject({
      reason: 'refused',
    });
    await weir.policies.save({ ...request, seen: seen.dryRunId }, PERSON);
    expect(await waiting()).toBe(3);
  });

  test('puts aside what keeps failing, of each group, with where it came from; young and rarely delivered ones stay', async () => {
    await failing(3);
    await failing(2, 4);
    await call('XADD', 'orders', '*', 'n', 'young');
    await call('XREADGROUP', 'GROUP', 'workers', 'fails', 'STREAMS', 'orders', '>');
    const { policyId } = await on();
    await later();
    expect(await waiting()).toBe(3);
    expect(await call('XLEN', 'orders:dlq')).toBe(3);
    expect(await call('XLEN', 'orders')).toBe(6);
    const run = await newestRun(world, policyId);
    expect(run).toMatchObject({ outcome: 'done', removed: 3, group: 'workers', freedBytes: null });
    const record = await world.store.audit.record(run?.auditId ?? '');
    expect(record).toMatchObject({ begun: { actor: 'policy:put aside', group: 'workers' }, ended: { done: 3 } });
    const [[, fields]] = (await call('XRANGE', 'orders:dlq', '-', '+', 'COUNT', 1)) as [[string, string[]]];
    expect(fields.slice(2)).toEqual(expect.arrayContaining(['weir-dlq-group', 'workers', 'weir-dlq-reason', 'CHG-2']));
    await later();
    expect(await newestRun(world, policyId)).toMatchObject({ outcome: 'nothing', removed: 0 });
  });

  test('of a pattern goes over its streams, and never over the dead letters it makes', async () => {
    await call('XGROUP', 'CREATE', 'jobs:a:dlq', 'readers', '$', 'MKSTREAM');
    await Promise.all([failing(2, 5, 'jobs:a'), failing(1, 9, 'jobs:b', 'mail'), seen('jobs:a:dlq', 'readers')]);
    const { policyId } = await on({ on: { pattern: 'jobs:*' } });
    await later();
    const runs = await world.store.policies.runs({ policyId, limit: 99 });
    expect(new Set(runs.map(({ stream, group }) => `${stream} ${group}`))).toEqual(
      new Set(['jobs:a workers', 'jobs:b mail']),
    );
    expect([await call('XLEN', 'jobs:a:dlq'), await call('XLEN', 'jobs:b:dlq')]).toEqual([2, 1]);
  });

  test('of a pattern leaves dead letters alone that somebody named in the settings', async () => {
    const rules = parseLetterRules('jobs:parked', '');
    if (!rules.ok) throw new Error(rules.sentence);
    await failing(2, 5, 'jobs:a');
    await failing(2, 5, 'jobs:parked', 'readers');
    const other = await world.weir('other', { letters: rules.value });
    const all = lettersOf({ on: { pattern: 'jobs:*' } });
    const plan = await until('both are found', 20_000, async () => {
      const told = await other.policies.plan(all, PERSON);
      return other.watch.board.streams.size === 2 ? told : undefined;
    });
    expect(plan.groups.map(({ stream }) => stream)).toEqual(['jobs:a']);
    expect((await weir.policies.plan(all, PERSON)).groupCount).toBe(2);
  });

  test('takes no more than its limit, leaves out what lost its payload, and says how many', async () => {
    await failing(5);
    const [[oldest]] = (await call('XRANGE', 'orders', '-', '+', 'COUNT', 1)) as [[string]];
    await call('XDEL', 'orders', oldest);
    const { policyId } = await on({ atMost: 2 });
    await later();
    expect(await waiting()).toBe(3);
    expect((await newestRun(world, policyId))?.sentence).toContain('1 entry without a payload left out.');
    await later();
    await later();
    expect(await waiting()).toBe(1);
    expect(await newestRun(world, policyId)).toMatchObject({
      outcome: 'nothing',
      sentence: expect.stringContaining('lost their payload'),
    });
  });

  test('two Weirs: one of them runs', async () => {
    await failing(4);
    const other = await world.weir('other');
    const { policyId } = await on();
    world.pass(QUARTER);
    await Promise.all([weir.turn(), other.turn()]);
    const runs = await world.store.policies.runs({ policyId, limit: 9 });
    expect(runs.map(({ outcome, removed }) => [outcome, removed])).toEqual([['done', 4]]);
    expect(await call('XLEN', 'orders:dlq')).toBe(4);
    await other.close();
    expect(other.faults).toEqual([]);
    // The lease may be the other one's.
    world.pass(15_000);
  });
});

describe('a dead-letter policy does not go on', () => {
  test('where far more fails than usual: it stops itself, and the entries stay', async () => {
    await failing(1);
    const { policyId } = await on();
    for (let turn = 0; turn < 5; turn += 1) await later();
    await failing(150);
    await later();
    expect(await waiting()).toBe(150);
    expect(await world.store.policies.policy(policyId)).toMatchObject({
      state: 'stopped',
      because: expect.stringContaining('workers on orders: It would dead-letter 150 entries'),
    });
    expect(weir.watch.board.events.filter(({ kind }) => kind === 'policy').at(-1)).toMatchObject({ group: 'workers' });
    await on({}, policyId);
  });

  test.each([
    ['write to', '%R~orders:dlq'],
    ['read', '~other'],
  ])('where this account may not %s the dead letters: it stops itself and says so', async (_what, keys) => {
    await failing(2);
    const { policyId } = await on();
    await call('ACL', 'SETUSER', 'default', 'resetkeys', '~orders', '~weir:*', keys);
    await later();
    expect(await waiting()).toBe(2);
    expect(await world.store.policies.policy(policyId)).toMatchObject({
      state: 'stopped',
      because: expect.stringMatching(/^workers on orders: .*may not/),
    });
  });

  test('where ids are not times, and where the group is not there: each run says why', async () => {
    await call('XADD', 'orders', '1-1', 'n', '1');
    await call('XGROUP', 'CREATE', 'orders', 'workers', '0');
    await seen('orders', 'workers');
    const { policyId } = await on();
    await later();
    expect(await newestRun(world, policyId)).toMatchObject({
      outcome: 'refused',
      sentence: expect.stringContaining('are not times'),
    });
    await world.store.policies.removePolicy(policyId, []);
    const named = await on({ group: 'nobody' });
    await later();
    expect(await newestRun(world, named.policyId)).toMatchObject({
      outcome: 'refused',
      sentence: 'The stream has no group nobody.',
    });
  });
});
