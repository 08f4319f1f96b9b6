import type { RedriveCall } from '@weir/domain/actions/letter-calls';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

const unseen = (id: string) => ({ id: id as EntryId, consumer: '', deliveries: 0, deliveredAt: 0 }); // canonical below

const wordsOf = async (stream: string) =>
  ((await acting.rig.callBuffer('XRANGE', stream, '-', '+')) as [Buffer, Buffer[]][]).map(([, words]) =>
    words.map((word) => word.toString('latin1')),
  );

/** A stream whose first entries were dead-lettered by Weir. */
async function deadLettered(count = 5) {
  streams += 1;
  const [stream, dlq] = [`s${streams}`, `s${streams}:dlq`];
  const { rig } = acting;
  // The last fields look like Weir's own: they are payload.
  for (let at = 1; at <= count; at += 1)
    await rig.call('XADD', stream, `${at}-0`, 'n', at, 'n', '', 'weir-dlq-id', '7-7');
  const before = await wordsOf(stream);
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', count, 'STREAMS', stream, '>');
  const entries = await acting.seen(stream, 'g');
  await acting.run({ kind: 'dead-letter', stream, group: 'g', to: dlq, create: true, reason: 'r', entries });
  await rig.call('XTRIM', stream, 'MAXLEN', 0);
  const ids = await acting.ids(dlq);
  const call = (some: readonly string[], part: Partial<RedriveCall> = {}) =>
    ({ kind: 'redrive', stream: dlq, to: stream, create: false, entries: some.map(unseen), ...part }) as const;
  return { rig, stream, dlq, before, ids, call };
}

test('there and back an entry has the very bytes it had, and stays in one place alone', async () => {
  const { stream, dlq, before, ids, call } = await deadLettered();
  expect(await acting.run(call(ids.slice(0, 3)))).toMatchObject({ outcome: 'done', result: { done: 3, looked: 3 } });
  expect(await wordsOf(stream)).toEqual(before.slice(0, 3));
  expect(await acting.ids(dlq)).toEqual(ids.slice(3));
});

test('what others wrote goes back as it is', async () => {
  const { rig, stream, dlq, call } = await deadLettered(1);
  const id = (await rig.call('XADD', dlq, '*', 'payload', '{}', 'headers', '{"x-original-id":"1-1"}')) as string;
  const fields = Array.from({ length: 9 }, (_, at) => [`weir-like-${at}`, `${at}`]).flat();
  const wide = (await rig.call('XADD', dlq, '*', ...fields)) as string;
  await acting.run(call([id, wide]));
  const [first, second] = (await wordsOf(stream)).slice(-2);
  expect(first).toEqual(['payload', '{}', 'headers', '{"x-original-id":"1-1"}']);
  expect(second).toEqual(fields);
});

test('one that is gone meanwhile is said, and not made up', async () => {
  const { rig, stream, dlq, ids, call } = await deadLettered();
  await rig.call('XDEL', dlq, ids[1] ?? '');
  const outcome = await acting.run(call(ids));
  expect(outcome).toMatchObject({ outcome: 'done', result: { done: 4, skipped: [{ id: ids[1], reason: 'gone' }] } });
  expect(await rig.call('XLEN', stream)).toBe(4);
  expect(await rig.call('XLEN', dlq)).toBe(0);
});

test('happens once, however often it is asked for; each target keeps a mark of its own', async () => {
  const { rig, stream, ids, call } = await deadLettered();
  const job = `redrive-once`;
  await acting.run({ ...call(ids.slice(0, 2)), job, number: 1 });
  expect(await acting.run({ ...call(ids.slice(0, 2)), job, number: 1 })).toMatchObject({ result: { done: 2 } });
  expect(await rig.call('XLEN', stream)).toBe(2);
  const second = { ...call(ids.slice(2), { to: `${stream}:b`, create: true }), job: `${job}-2`, number: 2, follows: 0 };
  expect(await acting.run(second)).toMatchObject({ outcome: 'done', result: { done: 3 } });
  expect(await acting.run(second, { resume: true })).toMatchObject({ outcome: 'done', result: { done: 3 } });
  expect(await rig.call('XLEN', `${stream}:b`)).toBe(3);
  expect(await acting.changer.recall(`${job}-2`, `${stream}:dlq`, `${stream}:b`)).toMatchObject({ number: 2 });
  expect(await acting.changer.recall(job, `${stream}:dlq`, stream)).toMatchObject({ number: 1 });
});

test('nothing leaves the dead letters when it cannot be added', async () => {
  const { rig, stream, dlq, ids, call } = await deadLettered();
  await rig.call('DEL', stream);
  expect(await acting.run(call(ids))).toMatchObject({ outcome: 'refused', code: 'WEIR-NOTARGET' });
  await rig.call('SET', stream, 'text');
  expect(await acting.run(call(ids))).toMatchObject({ outcome: 'refused', code: 'WEIR-TARGETNOTSTREAM' });
  await rig.call('CONFIG', 'SET', 'maxmemory', '1');
  const full = await acting.run(call(ids, { to: `${stream}:c`, create: true }));
  await rig.call('CONFIG', 'SET', 'maxmemory', '0');
  expect(full).toMatchObject({ outcome: 'refused', code: 'OOM' });
  expect(await acting.ids(dlq)).toEqual(ids);
});

test('an entry too large for a script passes through in its place', async () => {
  const { rig, stream, dlq, ids, call } = await deadLettered(2);
  const many = Array.from({ length: 9_000 }, (_, at) => [`f${at % 3}`, `${at}`]).flat();
  const large = (await rig.call('XADD', dlq, '*', ...many)) as string;
  const behind = (await rig.call('XADD', dlq, '*', 'f', 'small')) as string;
  expect(await acting.run(call([...ids, large, behind]))).toMatchObject({ outcome: 'done', result: { done: 4 } });
  expect((await wordsOf(stream)).map(({ length }) => length)).toEqual([6, 6, 18_000, 2]);
  expect(await rig.call('XLEN', dlq)).toBe(0);
});

test('a resent entry is added with what was typed and what is kept, and the old one leaves in the same step', async () => {
  const { rig, stream, dlq, ids } = await deadLettered(2);
  const [entry = ''] = ids;
  const call = {
    kind: 'resend-entry',
    stream: dlq,
    to: stream,
    create: false,
    entry: entry as EntryId, // Redis' own
    fields: [['n', 'mended'], { keep: 1 }, ['bytes', '\\xff\\x00']],
    remove: true,
  } as const;
  const job = 'resend-once';
  expect(await acting.run({ ...call, job })).toMatchObject({ outcome: 'done', result: { done: 1, more: false } });
  expect(await acting.run({ ...call, job }, { resume: true })).toMatchObject({ outcome: 'done', result: { done: 1 } });
  expect(await wordsOf(stream)).toEqual([['n', 'mended', 'n', '', 'bytes', '\xff\0']]);
  expect(await acting.ids(dlq)).toEqual(ids.slice(1));
  expect(await acting.run(call)).toMatchObject({ outcome: 'refused', code: 'WEIR-ENTRYGONE' });
  expect(await rig.call('XLEN', stream)).toBe(1);
});
