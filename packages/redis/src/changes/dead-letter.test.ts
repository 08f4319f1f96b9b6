import type { DeadLetterCall } from '@weir/domain/actions/letter-calls';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

const SERVERS = ['redis-7.0.15', 'valkey-9.1.2'] as const;
const BINARY = Buffer.from([0xff, 0, 13, 10, 0x80]);

const wordsOf = async ({ rig }: ActingRedis, stream: string) =>
  ((await rig.callBuffer('XRANGE', stream, '-', '+')) as [Buffer, Buffer[]][]).map(([, words]) => words);

describe.each(SERVERS)('%s', (name) => {
  let acting: ActingRedis | undefined;
  let streams = 0;
  afterAll(() => acting?.close());

  async function prepared(test: Parameters<typeof needServer>[0], count = 6) {
    acting ??= await startActing({ binary: await needServer(test, name) });
    const { rig } = acting;
    streams += 1;
    const stream = `s${streams}`;
    const to = `${stream}:dlq`;
    for (let at = 1; at <= count; at += 1) await rig.call('XADD', stream, `${at}-0`, 'n', at, 'n', BINARY, '', 'empty');
    await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c1', 'COUNT', count, 'STREAMS', stream, '>');
    const seen = await acting.seen(stream, 'g');
    const call = (entries: readonly SeenEntry[], part: Partial<DeadLetterCall> = {}) =>
      ({ kind: 'dead-letter', stream, group: 'g', to, create: true, reason: 'why', entries, ...part }) as const;
    return { acting, rig, stream, to, seen, call };
  }

  test('keeps every field in order as bytes, says where it came from, and takes it off the list', async (context) => {
    const { acting, rig, stream, to, seen, call } = await prepared(context);
    const before = await wordsOf(acting, stream);
    const outcome = await acting.run(call(seen.slice(0, 4)));
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 4, looked: 4, skipped: [], more: false } });
    const letters = await wordsOf(acting, to);
    expect(letters.map((words) => words.slice(0, 6))).toEqual(before.slice(0, 4));
    const added = letters[1]?.slice(6).map(String) ?? [];
    expect(added.filter((_, at) => at % 2 === 0 || at !== 11)).toEqual(
      `weir-dlq-stream ${stream} weir-dlq-id 2-0 weir-dlq-group g weir-dlq-consumer c1 weir-dlq-deliveries 1 weir-dlq-at weir-dlq-reason why`.split(
        ' ',
      ),
    );
    expect(Math.abs(Number(added[11]) - Date.now())).toBeLessThan(60_000);
    expect(Object.keys(await acting.pending(stream, 'g'))).toEqual(['5-0', '6-0']);
    // Other groups still have it.
    expect(await rig.call('XLEN', stream)).toBe(6);
  });

  test('leaves what is not as seen and what has no payload, and says why', async (context) => {
    const { acting, rig, stream, to, seen, call } = await prepared(context);
    await rig.call('XACK', stream, 'g', '1-0');
    await rig.call('XCLAIM', stream, 'g', 'other', 0, '2-0', 'JUSTID');
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, '3-0');
    await rig.call('XDEL', stream, '4-0');
    const outcome = await acting.run(call(seen));
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 2, looked: 6 } });
    if (outcome.outcome !== 'done') throw new Error('checked above');
    expect(outcome.result.skipped.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: '1-0', reason: 'not-pending' },
      { id: '2-0', reason: 'other-owner', consumer: 'other' },
      { id: '3-0', reason: 'delivered-again' },
      { id: '4-0', reason: 'payload-gone' },
    ]);
    expect(await rig.call('XLEN', to)).toBe(2);
    expect(Object.keys(await acting.pending(stream, 'g'))).toEqual(['2-0', '3-0', '4-0']);
  });

  test('happens once, however often it is asked for', async (context) => {
    const { acting, rig, to, seen, call } = await prepared(context);
    const job = `once-${name}`;
    await acting.run({ ...call(seen), job });
    expect(await acting.run({ ...call(seen), job }, { resume: true })).toMatchObject({ result: { done: 6 } });
    expect(await acting.run({ ...call(seen), job })).toMatchObject({ result: { done: 6 } });
    expect(await rig.call('XLEN', to)).toBe(6);
  });

  test('acknowledges nothing when the target is missing, no stream or full', async (context) => {
    const { acting, rig, stream, to, seen, call } = await prepared(context);
    const missing = await acting.run(call(seen, { create: false }));
    expect(missing).toMatchObject({ outcome: 'refused', code: 'WEIR-NOTARGET' });
    expect(await rig.call('EXISTS', to)).toBe(0);
    await rig.call('SET', to, 'text');
    expect(await acting.run(call(seen))).toMatchObject({ outcome: 'refused', code: 'WEIR-TARGETNOTSTREAM' });
    await rig.call('DEL', to);
    await rig.call('XADD', to, '18446744073709551615-18446744073709551615', 'f', 'v');
    expect(await acting.run(call(seen))).toMatchObject({ outcome: 'refused' });
    expect(Object.keys(await acting.pending(stream, 'g'))).toHaveLength(6);
  });

  test('what is too large for a script goes another way, in its place', async (context) => {
    const { acting, rig, stream, to } = await prepared(context, 1);
    const many = Array.from({ length: 9_000 }, (_, at) => [`f${at % 7}`, `v${at}`]).flat();
    await rig.call('XADD', stream, '2-0', 'f', 'x'.repeat(2 * 1024 * 1024));
    await rig.call('XADD', stream, '3-0', 'f', 'small');
    await rig.call('XADD', stream, '4-0', ...many);
    await rig.call('XADD', stream, '5-0', ...many);
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c1', 'COUNT', 10, 'STREAMS', stream, '>');
    const seen = await acting.seen(stream, 'g');
    // Delivered again since: the large one is looked at as closely as the small ones.
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, '5-0');
    const { call } = { call: { kind: 'dead-letter', stream, group: 'g', to, create: true, reason: 'r' } as const };
    const outcome = await acting.run({ ...call, entries: seen });
    const left = [{ id: '5-0', reason: 'delivered-again' }];
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 4, looked: 5, skipped: left, more: false } });
    const [before, letters] = [await wordsOf(acting, stream), await wordsOf(acting, to)];
    expect(letters.map((words) => words.length)).toEqual([20, 16, 16, 18_014]);
    expect(letters.map((words) => words.slice(0, -14))).toEqual(before.slice(0, 4));
    expect(Object.keys(await acting.pending(stream, 'g'))).toEqual(['5-0']);
  });

  test('many small ones beside large ones: every step stays small, nothing is left out', async (context) => {
    const { acting, rig, stream, to } = await prepared(context, 1);
    const sizes = Array.from({ length: 60 }, (_, at) => (at % 5 === 0 ? 200_000 : 100));
    for (const [at, size] of sizes.entries()) await rig.call('XADD', stream, `${at + 2}-0`, 'f', 'y'.repeat(size));
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c1', 'COUNT', 100, 'STREAMS', stream, '>');
    const entries = await acting.seen(stream, 'g');
    const call = { kind: 'dead-letter', stream, group: 'g', to, create: true, reason: '', entries } as const;
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 61, skipped: [] } });
    expect((await wordsOf(acting, to)).map((words) => words[1]?.length)).toEqual([1, ...sizes]);
  });
});
