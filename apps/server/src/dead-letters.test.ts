import type { ApplyAnswer, AuditListAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import type { DeadLetterReasons, DeadLetterStreams, LettersAnswer } from '@weir/domain/wire/dead-letter-answers';
import type { EventsAnswer } from '@weir/domain/wire/answers';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../tools/rig/redis-rig.ts';
import { startConsole, until, type ConsoleRig } from './rig/console-rig.ts';

let redis: RedisRig;
let rig: ConsoleRig;
let token: string;
const main = { connection: 'main' };

beforeAll(async () => {
  redis = await startRedis();
  rig = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_DEAD_LETTERS: 'broken:* => live:*' });
  token = await rig.token('admin');
  for (const stream of ['orders', 'payments']) {
    for (let n = 1; n <= 3; n += 1) await redis.call('XADD', stream, '*', 'n', n, 'secret', 'canary-4711');
    for (const group of ['mail', 'stock']) await redis.call('XGROUP', 'CREATE', stream, group, '0');
    await redis.call('XREADGROUP', 'GROUP', 'mail', 'c1', 'COUNT', 3, 'STREAMS', stream, '>');
  }
  await redis.call('XADD', 'broken:mails', '*', 'error', 'timeout');
  await seen('broken:mails');
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

async function mutate<T>(procedure: string, input: object): Promise<T> {
  const answer = await rig.send(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: unknown } };
  return (body.result === undefined ? body.error?.data : body.result.data) as T;
}

async function change(input: object, confirmName?: string, reason = ''): Promise<ApplyAnswer> {
  const plan = await mutate<ReadyPlan>('actions.plan', { ...main, ...input });
  expect(plan, JSON.stringify(plan)).toMatchObject({ state: 'ready', refusal: null });
  return mutate<ApplyAnswer>('actions.apply', { planId: plan.planId, confirmName, reason });
}

const list = () => rig.query('deadLetters.list', main, token) as Promise<DeadLetterStreams>;
const seen = (stream: string) => until(list, ({ items }) => items.some((each) => each.stream === stream));
const entries = (input: object) =>
  rig.query('deadLetters.entries', { ...main, ...input }, token) as Promise<LettersAnswer>;

test('dead-letter, look, mend one, send the rest back: each to where it came from', async () => {
  const selection = { matching: {} };
  for (const [stream, reason] of [
    ['orders', 'no such item'],
    ['payments', 'amount missing'],
  ] as const) {
    const answer = await change(
      { kind: 'dead-letter', stream, group: 'mail', selection, to: { stream: 'failed', create: true } },
      'mail',
      reason,
    );
    expect(answer).toMatchObject({ outcome: 'done', affected: 3 });
  }
  // Weir put them there: the stream's name need not tell.
  await seen('failed');
  const streams = await until(list, ({ items }) =>
    items.some(({ stream, length }) => stream === 'failed' && length === 6),
  );
  expect(streams).toMatchObject({
    items: [
      { stream: 'failed', origin: null, length: 6 },
      { stream: 'broken:mails', origin: 'live:mails', length: 1 },
    ],
    total: 7,
  });
  const reasons = (await rig.query('deadLetters.reasons', main, token)) as DeadLetterReasons;
  expect(reasons.items.map(({ stream, origin, group, error, count }) => [stream, origin, group, error, count])).toEqual(
    expect.arrayContaining([
      ['failed', 'orders', 'mail', 'no such item', 3],
      ['failed', 'payments', 'mail', 'amount missing', 3],
      ['broken:mails', 'live:mails', null, 'timeout', 1],
    ]),
  );
  expect(reasons.sampled).toContainEqual({ stream: 'failed', entries: 6, of: 6, complete: true });

  const ofOrders = await entries({ stream: 'failed', origin: 'orders', limit: 2 });
  expect(ofOrders.items.map(({ letter }) => letter.deliveries)).toEqual([1, 1]);
  expect(ofOrders.nextCursor).not.toBeNull();
  expect((await entries({ stream: 'failed', origin: 'orders', cursor: ofOrders.nextCursor })).items).toHaveLength(1);
  expect((await entries({ stream: 'failed', text: 'NO SUCH' })).items).toHaveLength(3);
  expect((await entries({ stream: 'failed', error: 'other' })).items).toEqual([]);

  const [first] = ofOrders.items;
  const resend = {
    kind: 'resend-entry',
    stream: 'failed',
    entry: first?.id,
    fields: [{ keep: 0 }, ['secret', 'mended-4711']],
  };
  expect(await change(resend)).toMatchObject({ outcome: 'done', affected: 1 });
  const again = await mutate<ReadyPlan>('actions.plan', { ...main, ...resend, fields: [['n', '9']] });
  expect(again).toMatchObject({ doneBefore: true });
  expect(plainSentence(again.refusal ?? [], 0)).toContain('Say that you mean to do it again');
  expect(await change({ ...resend, remove: true, again: true }, 'failed')).toMatchObject({ outcome: 'done' });

  const back = await change({ kind: 'redrive', stream: 'failed', selection, ratePerSecond: 1_000_000 });
  expect(back).toMatchObject({ outcome: 'done', affected: 5 });
  expect(await redis.call('XLEN', 'failed')).toBe(0);
  expect([await redis.call('XLEN', 'orders'), await redis.call('XLEN', 'payments')]).toEqual([3 + 2 + 2, 3 + 3]);
  const marks = (await redis.call('KEYS', 'weir:job:redrive-*')) as string[];
  expect(marks).toHaveLength(2);
});

test('what was changed is marked on every stream it touched, and the log keeps no payload of a resent entry', async () => {
  const { items } = (await rig.query('events.list', { ...main, limit: 100 }, token)) as EventsAnswer;
  const marked = items
    .filter(({ kind }) => kind === 'change')
    .map(({ stream, title }) => [stream, plainSentence(title, 0)]);
  expect(marked).toEqual(
    expect.arrayContaining([
      ['orders', 'mail dead-lettered by token test-1'],
      ['failed', 'failed got entries, dead-lettered from orders by token test-1'],
      ['payments', 'payments got entries, redriven from failed by token test-1'],
      ['orders', 'orders got entries, resent from failed by token test-1'],
    ]),
  );
  const audit = (await rig.query('audit.list', { limit: 50 }, token)) as AuditListAnswer;
  const text = JSON.stringify(audit.items);
  expect(audit.items.map(({ begun }) => begun.action)).toContain('resend-entry');
  expect(text).not.toContain('mended-4711');
  expect(text).not.toContain('canary-4711');
});

test('who may not see payloads sees how many dead letters there are, and no more', async () => {
  const viewer = await rig.token('viewer');
  const streams = (await rig.query('deadLetters.list', main, viewer)) as DeadLetterStreams;
  expect(streams.items.map(({ stream }) => stream).toSorted()).toEqual(['broken:mails', 'failed']);
  for (const [procedure, input] of [
    ['deadLetters.reasons', main],
    ['deadLetters.entries', { ...main, stream: 'broken:mails' }],
  ] as const) {
    expect(await rig.query(procedure, input, viewer)).toMatchObject({ reason: 'not-permitted' });
  }
  const plan = { ...main, kind: 'resend-entry', stream: 'broken:mails', entry: '1-1', fields: [['a', 'b']] };
  const planAs = async (token: string) => {
    const answer = await rig.send('/trpc/actions.plan', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(plan),
    });
    return answer.text;
  };
  expect(await planAs(viewer)).toContain('not-permitted');
  // Nor by the plan somebody else made.
  const [, planId = ''] = /"planId":"([^"]+)"/.exec(await planAs(await rig.token('operator'))) ?? [];
  expect(await rig.query('actions.planned', { planId }, viewer)).toMatchObject({ reason: 'not-permitted' });
  expect(await rig.query('actions.planned', { planId }, await rig.token('reader'))).toHaveProperty('planId', planId);
});
