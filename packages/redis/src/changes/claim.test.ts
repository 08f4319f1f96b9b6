import type { ClaimCall } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

const SERVERS = ['redis-6.0.16', 'redis-7.0.15', 'redis-8.6.3', 'valkey-9.1.2'] as const;

describe.each(SERVERS)('%s', (name) => {
  let acting: ActingRedis | undefined;
  let streams = 0;
  afterAll(() => acting?.close());

  /** A stream of `count` entries 1-0, 2-0 … of which all are pending with c1, or in turn with c1 and c2. */
  async function prepared(test: Parameters<typeof needServer>[0], count = 10, consumers = 1) {
    acting ??= await startActing({ binary: await needServer(test, name) });
    const { rig } = acting;
    streams += 1;
    const stream = `s${streams}`;
    for (let at = 1; at <= count; at += 1) void rig.call('XADD', stream, `${at}-0`, 'f', `v${at}`);
    await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
    const reads = Array.from({ length: count }, (_, at) =>
      rig.call('XREADGROUP', 'GROUP', 'g', `c${(at % consumers) + 1}`, 'COUNT', 1, 'STREAMS', stream, '>'),
    );
    await Promise.all(reads);
    const seen = await acting.seen(stream, 'g');
    expect(seen).toHaveLength(count);
    const call = (entries: readonly SeenEntry[], part: Partial<ClaimCall> = {}) =>
      ({ kind: 'claim', stream, group: 'g', consumer: 'taker', deliveries: 'keep', entries, ...part }) as const;
    return { acting, rig, stream, seen, call };
  }

  test('gives what is as seen to the consumer and leaves the delivery count alone', async (context) => {
    const { acting, stream, seen, call } = await prepared(context, 300, 2);
    const outcome = await acting.run(call(seen));
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 300, looked: 300, skipped: [], more: false } });
    const owners = Object.values(await acting.pending(stream, 'g'));
    expect(new Set(owners.map(([owner, deliveries]) => `${owner} ${deliveries}`))).toEqual(new Set(['taker 1']));
  });

  test('raises the count by one each, from what each had, when asked to', async (context) => {
    const { acting, rig, stream, seen, call } = await prepared(context, 4);
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, '2-0', '3-0', 'RETRYCOUNT', 7, 'JUSTID');
    const again = await acting.seen(stream, 'g');
    expect(seen).toHaveLength(4);
    await acting.run(call(again, { deliveries: 'add-one' }));
    expect(await acting.pending(stream, 'g')).toEqual({
      '1-0': ['taker', 2],
      '2-0': ['taker', 8],
      '3-0': ['taker', 8],
      '4-0': ['taker', 2],
    });
  });

  test('leaves each entry that is not as seen, says why, and does the rest', async (context) => {
    const { acting, rig, stream, seen, call } = await prepared(context, 8);
    await rig.call('XACK', stream, 'g', '1-0');
    await rig.call('XCLAIM', stream, 'g', 'c\xff9', 0, '2-0', 'JUSTID');
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, '3-0');
    await rig.call('XDEL', stream, '4-0');
    await rig.call('XTRIM', stream, 'MAXLEN', 4);
    const outcome = await acting.run(call(seen));
    const gone = { reason: 'payload-gone' };
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 4 } });
    if (outcome.outcome !== 'done') throw new Error('checked above');
    const { skipped } = outcome.result;
    expect(skipped.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: '1-0', reason: 'not-pending' },
      { id: '2-0', reason: 'other-owner', consumer: 'cÿ9' },
      { id: '3-0', reason: 'delivered-again' },
      { id: '4-0', ...gone },
    ]);
    const after = await acting.pending(stream, 'g');
    // A claim would have dropped it from the pending list without a word.
    expect(after['4-0']).toEqual(['c1', 1]);
    expect(after['3-0']).toEqual(['c1', 2]);
    expect(after['1-0']).toBeUndefined();
    expect(after['5-0']).toEqual(['taker', 1]);
  });

  test('notices a delivery to the same consumer that kept the count', async (context) => {
    const { acting, rig, stream, seen, call } = await prepared(context, 3);
    const began = Number(((await rig.call('TIME')) as string[])[0]);
    await expect
      .poll(async () => Number(((await rig.call('TIME')) as string[])[0]), { interval: 5 })
      .toBeGreaterThan(began);
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, '2-0', 'JUSTID');
    const outcome = await acting.run(call(seen));
    expect(outcome).toMatchObject({ result: { done: 2, skipped: [{ id: '2-0', reason: 'delivered-again' }] } });
  });

  test('finds few among many, of one holder or of several, in any order', async (context) => {
    const { acting, stream, seen, call } = await prepared(context, 200, 2);
    const own = seen.filter(({ consumer }) => consumer === 'c2').filter((_, at) => at % 7 === 0);
    expect(await acting.run(call(own))).toMatchObject({ result: { done: own.length, skipped: [] } });
    const mixed = seen.filter(({ id }) => !own.some((each) => each.id === id)).filter((_, at) => at % 5 === 0);
    expect(await acting.run(call(mixed.toReversed()))).toMatchObject({ result: { done: mixed.length, skipped: [] } });
    const after = await acting.pending(stream, 'g');
    for (const { id, consumer } of seen) {
      const meant = [...own, ...mixed].some((each) => each.id === id);
      expect([id, after[id]]).toEqual([id, [meant ? 'taker' : consumer, 1]]);
    }
  });

  test('tells them from others of the same holder, read in the same moment, that came between them', async (context) => {
    const { acting, rig, stream, seen } = await prepared(context, 6);
    await rig.call('XCLAIM', stream, 'g', 'c1', 0, ...seen.map(({ id }) => id), 'JUSTID');
    const again = await acting.seen(stream, 'g');
    const entries = again.filter((_, at) => at % 2 === 1);
    // As many as are asked for stand between the first and the last of them, all alike.
    await rig.call('XACK', stream, 'g', '3-0', '4-0');
    const call = { stream, group: 'g', entries } as const;
    const claimed = await acting.run({ ...call, kind: 'claim', consumer: 'taker', deliveries: 'keep' });
    const missing = [{ id: '4-0', reason: 'not-pending' }];
    expect(claimed).toMatchObject({ outcome: 'done', result: { done: 2, looked: 3, skipped: missing } });
    const left = { '1-0': ['c1', 1], '2-0': ['taker', 1], '5-0': ['c1', 1], '6-0': ['taker', 1] };
    expect(await acting.pending(stream, 'g')).toEqual(left);
    expect(await acting.run({ ...call, kind: 'acknowledge' })).toMatchObject({ outcome: 'done', result: { done: 0 } });
    expect(await acting.pending(stream, 'g')).toEqual(left);
  });

  test('changes nothing when the stream or the group is gone or something else, and creates no key', async (context) => {
    const { acting, rig, stream, seen, call } = await prepared(context, 3);
    await rig.call('XGROUP', 'DESTROY', stream, 'g');
    expect(await acting.run(call(seen))).toMatchObject({ outcome: 'refused', code: 'WEIR-NOGROUP' });
    await rig.call('RENAME', stream, `${stream}:away`);
    expect(await acting.run(call(seen))).toMatchObject({ outcome: 'refused', code: 'WEIR-NOSTREAM' });
    expect(await rig.call('EXISTS', stream)).toBe(0);
    await rig.call('SET', stream, 'text');
    expect(await acting.run(call(seen))).toMatchObject({ outcome: 'refused', code: 'WEIR-NOTSTREAM' });
    expect(await rig.call('GET', stream)).toBe('text');
  });

  test('works on names that are no text', async (context) => {
    const { acting, rig } = await prepared(context, 1);
    const [key, group] = [Buffer.from([0x73, 0xff, streams]), Buffer.from([0xfe, 0x20])];
    await rig.call('XADD', key, '1-0', 'f', 'v');
    await rig.call('XGROUP', 'CREATE', key, group, '0');
    await rig.call('XREADGROUP', 'GROUP', group, Buffer.from([0xc3]), 'STREAMS', key, '>');
    const names = { stream: `s\\xff\\x${streams.toString(16).padStart(2, '0')}`, group: '\\xfe ' };
    const [entry] = await acting.seen(names.stream, names.group);
    expect(entry?.consumer).toBe('\\xc3');
    const call = { kind: 'claim', ...names, consumer: 'n\\xe9', deliveries: 'keep', entries: [entry!] } as const;
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1 } });
    const [row] = (await rig.callBuffer('XPENDING', key, group, '-', '+', 10)) as Buffer[][];
    expect(row?.[1]).toEqual(Buffer.from([0x6e, 0xe9]));
  });
});
