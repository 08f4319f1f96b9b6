import { readFileSync } from 'node:fs';
import type { ApplyAnswer, AuditListAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../tools/rig/redis-rig.ts';
import { startConsole, until, type ConsoleRig } from './rig/console-rig.ts';

const GUIDE = new URL('../../../docs/guide/connecting.md', import.meta.url);
const at = { connection: 'main', stream: 'work' };
const group = 'readers';

let redis: RedisRig;
let rig: ConsoleRig;
let tokens: Record<'viewer' | 'operator' | 'maintainer', string>;

async function seed(): Promise<void> {
  await redis.call('FLUSHALL');
  for (let n = 1; n <= 20; n += 1) await redis.call('XADD', 'work', `${n}-0`, 'n', n);
  await redis.call('XGROUP', 'CREATE', 'work', group, '0');
  await redis.call('XREADGROUP', 'GROUP', group, 'dead', 'COUNT', 10, 'STREAMS', 'work', '>');
  await redis.call('XGROUP', 'CREATECONSUMER', 'work', group, 'live');
}

async function ready(console: ConsoleRig): Promise<void> {
  await until(
    () => console.send('/readyz'),
    ({ status }) => status === 200,
  );
}

beforeAll(async () => {
  redis = await startRedis();
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  const [viewer, operator, maintainer] = await Promise.all(
    (['viewer', 'operator', 'maintainer'] as const).map((role) => rig.token(role)),
  );
  tokens = { viewer: viewer ?? '', operator: operator ?? '', maintainer: maintainer ?? '' };
  await ready(rig);
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});
beforeEach(seed);

async function mutate<T>(
  procedure: string,
  input: object,
  token: string,
  to = rig,
): Promise<T & { sentence?: string }> {
  const answer = await to.send(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: unknown } };
  return (body.result === undefined ? body.error?.data : body.result.data) as T & { sentence?: string };
}

const claim = { kind: 'claim', ...at, group, selection: { matching: { consumer: 'dead' } }, to: { consumer: 'live' } };
const CHANGES = [
  { input: claim, confirmName: undefined },
  { input: { kind: 'acknowledge', ...at, group, selection: { ids: ['1-0', '2-0'] } }, confirmName: group },
  {
    input: { kind: 'dead-letter', ...at, group, selection: { ids: ['1-0'] }, to: { stream: 'copy', create: true } },
    confirmName: group,
  },
  {
    input: { kind: 'redrive', ...at, selection: { ids: ['1-0'] }, to: { stream: 'copy', create: true } },
    confirmName: undefined,
  },
  {
    input: { kind: 'resend-entry', ...at, entry: '2-0', fields: [['n', 'x']], remove: true, again: true },
    confirmName: 'work',
  },
  { input: { kind: 'trim', ...at, rule: { keep: 'newest', entries: 5 }, guard: false }, confirmName: 'work' },
  { input: { kind: 'replay', ...at, target: { stream: 'copy', create: true } }, confirmName: undefined },
  { input: { kind: 'create-group', ...at, group: 'again', start: { at: 'earliest' } }, confirmName: undefined },
  { input: { kind: 'move-group', ...at, group, to: { from: '3-0' } }, confirmName: group },
  { input: { kind: 'create-consumer', ...at, group, consumer: 'new' }, confirmName: undefined },
  { input: { kind: 'remove-consumer', ...at, group, consumers: ['dead'], to: 'live' }, confirmName: group },
  { input: { kind: 'delete-stream', ...at }, confirmName: 'work' },
  { input: { kind: 'destroy-group', ...at, group }, confirmName: group },
  { input: { kind: 'add-entry', ...at, fields: [['by', 'hand']] }, confirmName: undefined },
  { input: { kind: 'delete-entries', ...at, selection: { ids: ['1-0', '2-0'] } }, confirmName: 'work' },
  {
    input: { kind: 'trim', ...at, rule: { keep: 'newest', entries: 5 }, guard: false, archive: true },
    confirmName: 'work',
  },
] as const;
const named = CHANGES.map((change) => ({ ...change, name: JSON.stringify(change.input).slice(0, 120) }));

describe('a change through the API', () => {
  test.each(named)('is planned, applied and recorded: $name', async ({ input, confirmName }) => {
    const plan = await mutate<ReadyPlan>('actions.plan', input, tokens.maintainer);
    expect(plan, JSON.stringify(plan)).toMatchObject({ state: 'ready', refusal: null });
    expect(plan.commands.length).toBeGreaterThan(0);
    const answer = await mutate<ApplyAnswer>('actions.apply', { planId: plan.planId, confirmName }, tokens.maintainer);
    expect(answer).toMatchObject({ outcome: 'done', differences: [], skippedTotal: 0 });
    const { items } = (await rig.query('audit.list', { limit: 1 }, tokens.viewer)) as AuditListAnswer;
    expect(items[0]).toMatchObject({
      begun: { auditId: answer.auditId, action: input.kind },
      ended: { outcome: 'done' },
    });
  });

  test('is planned by a viewer, who may not apply it; that is recorded, too', async () => {
    const { planId } = await mutate<ReadyPlan>('actions.plan', claim, tokens.viewer);
    expect(await mutate('actions.apply', { planId }, tokens.viewer)).toMatchObject({ reason: 'not-permitted' });
    const { items } = (await rig.query('audit.list', { limit: 1 }, tokens.viewer)) as AuditListAnswer;
    expect(items[0]).toMatchObject({ begun: { role: 'viewer', action: 'claim' }, ended: { outcome: 'refused' } });
    expect(await owners()).toEqual(['dead']);
  });

  test('is discarded by who made it, or by who may make changes', async () => {
    const { planId } = await mutate<ReadyPlan>('actions.plan', claim, tokens.operator);
    expect(await mutate('actions.discard', { planId }, tokens.viewer)).toMatchObject({ reason: 'not-permitted' });
    expect(await rig.query('actions.planned', { planId }, tokens.viewer)).toMatchObject({ planId });
    expect(await mutate('actions.discard', { planId }, tokens.maintainer)).toEqual({ planId });
    const own = await mutate<ReadyPlan>('actions.plan', claim, tokens.viewer);
    expect(await mutate('actions.discard', { planId: own.planId }, tokens.viewer)).toEqual({ planId: own.planId });
    for (const gone of [planId, own.planId]) {
      expect(await rig.query('actions.planned', { planId: gone }, tokens.viewer)).toMatchObject({
        reason: 'not-found',
      });
    }
  });

  test('takes effect once, however often it is asked for', async () => {
    const { planId } = await mutate<ReadyPlan>('actions.plan', claim, tokens.operator);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => mutate<ApplyAnswer>('actions.apply', { planId }, tokens.operator)),
    );
    expect(new Set(answers.map(({ jobId }) => jobId)).size).toBe(1);
    expect(new Set(answers.map(({ outcome, affected }) => `${outcome} ${affected}`))).toEqual(new Set(['done 10']));
  });

  test('needs the name exactly where it asks for one', async () => {
    const trim = { kind: 'trim', ...at, rule: { keep: 'newest', entries: 5 }, guard: false };
    const { planId } = await mutate<ReadyPlan>('actions.plan', trim, tokens.maintainer);
    for (const confirmName of [undefined, '', 'Work', 'work ']) {
      const answer = await mutate('actions.apply', { planId, confirmName }, tokens.maintainer);
      expect(answer).toMatchObject({ reason: 'bad-input' });
    }
    expect(await redis.call('XLEN', 'work')).toBe(20);
  });

  test('leaves alone what moved since the plan, and says which and why', async () => {
    const { planId } = await mutate<ReadyPlan>('actions.plan', claim, tokens.operator);
    await redis.call('XACK', 'work', group, '1-0');
    await redis.call('XCLAIM', 'work', group, 'other', 0, '2-0');
    const answer = await mutate<ApplyAnswer>('actions.apply', { planId }, tokens.operator);
    expect(answer).toMatchObject({ outcome: 'partial', affected: 8 });
    expect(answer.skipped).toEqual([
      { id: '1-0', reason: 'not-pending' },
      { id: '2-0', reason: 'other-owner', consumer: 'other' },
    ]);
  });

  test.each([
    [{ ...claim, selection: { ids: ['1-0', '(2-0'] } }, 'selection'],
    [{ ...claim, group: undefined }, 'group'],
    [{ ...claim, surprise: 1 }, 'fields'],
    [{ kind: 'trim', ...at, rule: { keep: 'newest', entries: -1 } }, 'rule'],
    [{ kind: 'drop', ...at }, 'kind'],
  ])('is refused with the field at fault: %j', async (input, field) => {
    const answer = await mutate<{ reason: string }>('actions.plan', input, tokens.maintainer);
    expect(answer.reason).toBe('bad-input');
    expect(answer.sentence).toContain(field);
  });

  test('is not possible at all when Weir is read-only, and Redis sees no attempt', async () => {
    const looking = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_READ_ONLY: '1' });
    try {
      const token = await looking.token('admin');
      await ready(looking);
      await redis.call('CONFIG', 'RESETSTAT');
      for (const { input, confirmName } of CHANGES) {
        const plan = await mutate<ReadyPlan>('actions.plan', input, token, looking);
        expect(plan.commands.length).toBeGreaterThan(0);
        const answer = await mutate('actions.apply', { planId: plan.planId, confirmName }, token, looking);
        expect(answer).toMatchObject({ reason: 'refused', sentence: expect.stringContaining('read-only') });
      }
      const stats = String(await redis.call('INFO', 'commandstats'));
      expect(stats).not.toMatch(/cmdstat_(?:xclaim|xack|xtrim|xadd|xgroup|hset|hdel|del|eval|evalsha):/);
    } finally {
      await looking.stop();
    }
  });

  test('needs no more rights than the guide says', async () => {
    const rules = [...readFileSync(GUIDE, 'utf8').matchAll(/```\n([^`]*)```/g)].map(([, block = '']) => block);
    const looks = rules.find((block) => block.includes('ACL SETUSER')) ?? '';
    const more = rules.find((block) => block.includes('~weir:job:*')) ?? '';
    const line = looks.split('\n').find((each) => each.startsWith('ACL SETUSER')) ?? '';
    const words = line
      .split(' ')
      .slice(3)
      .filter((word) => !/no-touch|setinfo/.test(word));
    const user = [...words, '~work', '~copy', ...more.trim().split(' ')];
    await redis.call('ACL', 'SETUSER', 'weir', ...user);
    const limited = await startConsole({ WEIR_REDIS_URL: redis.url.replace('redis://', 'redis://weir:secret@') });
    try {
      const token = await limited.token('admin');
      await ready(limited);
      for (const { input, confirmName } of CHANGES) {
        await seed();
        const plan = await mutate<ReadyPlan>('actions.plan', input, token, limited);
        expect(plan, JSON.stringify(plan)).toMatchObject({ refusal: null });
        const answer = await mutate<ApplyAnswer>('actions.apply', { planId: plan.planId, confirmName }, token, limited);
        expect(answer, `${JSON.stringify(input)} ${answer.sentence}`).toMatchObject({ outcome: 'done' });
      }
    } finally {
      await limited.stop();
      await redis.call('ACL', 'DELUSER', 'weir');
    }
  });
});

async function owners(): Promise<readonly unknown[]> {
  const rows = (await redis.call('XPENDING', 'work', group, '-', '+', 100)) as unknown[][];
  return [...new Set(rows.map((row) => row[1]))];
}
