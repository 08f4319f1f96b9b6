import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis, type CallSketch } from './rig/acting-redis.ts';

let acting: ActingRedis;
let streams = 0;
beforeAll(async () => {
  acting = await startActing();
});
afterAll(() => acting.close());

type Removal = Extract<CallSketch, { kind: 'remove-consumer' }>;

/** Ten entries: `dead` holds the first six, `live` the seventh, `idle` nothing. */
async function group(on = acting): Promise<{ readonly stream: string; readonly held: SeenEntry[] }> {
  streams += 1;
  const stream = `consumers ${streams}`;
  const { rig } = on;
  for (let at = 1; at <= 10; at += 1) await rig.call('XADD', stream, `${at}-0`, 'f', 'v');
  await rig.call('XGROUP', 'CREATE', stream, 'g', '0');
  const read = (who: string, count: number) =>
    rig.call('XREADGROUP', 'GROUP', 'g', who, 'COUNT', count, 'STREAMS', stream, '>');
  await read('dead', 6);
  await read('live', 1);
  await read('idle', 1);
  await rig.call('XACK', stream, 'g', '8-0');
  return { stream, held: (await on.seen(stream, 'g')).filter(({ consumer }) => consumer === 'dead') };
}

const removal = (stream: string, over: Partial<Removal>): Removal => ({
  kind: 'remove-consumer',
  stream,
  group: 'g',
  consumers: ['dead'],
  receiver: 'live',
  entries: [],
  last: true,
  ...over,
});

async function names(stream: string, on = acting): Promise<readonly string[]> {
  const rows = (await on.rig.call('XINFO', 'CONSUMERS', stream, 'g')) as readonly (readonly unknown[])[];
  return rows.map((row) => String(row[1]));
}

describe('a consumer is removed', () => {
  test('with what it holds moved to another one in the same step, deliveries and all', async () => {
    const { stream, held } = await group();
    const outcome = await acting.run(removal(stream, { entries: held, job: 'once' }));
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 6, looked: 6 } });
    expect(await names(stream)).toEqual(['idle', 'live']);
    const pending = await acting.pending(stream, 'g');
    expect(Object.keys(pending)).toHaveLength(7);
    expect(new Set(Object.values(pending).map(String))).toEqual(new Set(['live,1']));
    const again = await acting.run(removal(stream, { entries: held, job: 'once' }), { resume: true });
    expect(again).toMatchObject({ outcome: 'done', result: { done: 6 } });
  });

  test('to one that does not exist yet, and under names that are no text', async () => {
    const { stream } = await group();
    const odd = Buffer.from([0xff, 0x3a, 0x31, 0x20]);
    await acting.rig.call('XREADGROUP', 'GROUP', 'g', odd, 'COUNT', 1, 'STREAMS', stream, '>');
    const entries = (await acting.seen(stream, 'g')).filter(({ consumer }) => consumer === '\\xff:1 ');
    expect(entries).toHaveLength(1);
    const call = removal(stream, { consumers: ['\\xff:1 '], receiver: '\\xfe', entries });
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1 } });
    expect((await acting.seen(stream, 'g')).at(-1)).toMatchObject({ id: '9-0', consumer: '\\xfe' });
  });

  test('when it holds nothing, and several of those in one step', async () => {
    const { stream } = await group();
    await acting.rig.call('XGROUP', 'CREATECONSUMER', stream, 'g', 'other');
    const call = removal(stream, { consumers: ['idle', 'other'], receiver: null });
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 1, looked: 0 } });
    expect(await names(stream)).toEqual(['dead', 'live']);
  });

  test('not when it read since, nor when one of several did', async () => {
    const { stream, held } = await group();
    await acting.rig.call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', 1, 'STREAMS', stream, '>');
    const before = await acting.pending(stream, 'g');
    const refused = { outcome: 'refused', code: 'WEIR-STILLHOLDS', soFar: { done: 0 } };
    expect(await acting.run(removal(stream, { entries: held }))).toMatchObject(refused);
    expect(await acting.run(removal(stream, { consumers: ['idle', 'dead'], receiver: null }))).toMatchObject(refused);
    expect(await acting.pending(stream, 'g')).toEqual(before);
    expect(await names(stream)).toEqual(['dead', 'idle', 'live']);
  });

  test.each([
    ['acknowledged', 'XACK', '2-0'],
    ['claimed away', 'XCLAIM', 'live', 0, '2-0', 'JUSTID'],
    ['delivered again', 'XCLAIM', 'dead', 0, '2-0'],
  ])('not when one of its entries was %s since', async (_, command, ...rest) => {
    const { stream, held } = await group();
    await acting.rig.call(command, stream, 'g', ...rest);
    const before = await acting.pending(stream, 'g');
    const outcome = await acting.run(removal(stream, { entries: held }));
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'WEIR-PENDINGCHANGED', soFar: { done: 0 } });
    expect(await acting.pending(stream, 'g')).toEqual(before);
    expect(await names(stream)).toContain('dead');
  });

  test('not when an entry lost its payload: it would be dropped', async () => {
    const { stream, held } = await group();
    await acting.rig.call('XDEL', stream, '3-0');
    expect(await acting.run(removal(stream, { entries: held }))).toMatchObject({ code: 'WEIR-PAYLOADGONE' });
    expect(Object.keys(await acting.pending(stream, 'g'))).toHaveLength(7);
    expect(await names(stream)).toContain('dead');
  });

  test('of a long list only by its last call; those before move', async () => {
    const { stream, held } = await group();
    const job = 'long';
    const first = removal(stream, { job, number: 1, entries: held.slice(0, 4), last: false });
    expect(await acting.run(first)).toMatchObject({ outcome: 'done', result: { done: 4 } });
    expect(await names(stream)).toContain('dead');
    const second = removal(stream, { job, number: 2, entries: held.slice(4), last: true });
    expect(await acting.run(second)).toMatchObject({ outcome: 'done', result: { done: 2 } });
    expect(await names(stream)).not.toContain('dead');
    expect(Object.keys(await acting.pending(stream, 'g'))).toHaveLength(7);
  });

  test('when memory is used up, too: it frees some', async () => {
    const { stream, held } = await group();
    await acting.rig.call('CONFIG', 'SET', 'maxmemory', '1');
    const outcome = await acting.run(removal(stream, { entries: held }));
    await acting.rig.call('CONFIG', 'SET', 'maxmemory', '0');
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 6 } });
  });
});

const made = (stream: string, consumer: string) => ({ kind: 'create-consumer', stream, group: 'g', consumer }) as const;

describe('a consumer is created', () => {
  test('before its first read; one that is there stays as it is', async () => {
    const { stream } = await group();
    expect(await acting.run(made(stream, 'new'))).toMatchObject({ outcome: 'done', result: { done: 1 } });
    expect(await names(stream)).toContain('new');
    expect(await acting.run(made(stream, 'dead'))).toMatchObject({ outcome: 'done' });
    expect(Object.keys(await acting.pending(stream, 'g'))).toHaveLength(7);
  });

  test('nowhere where there is no group or no stream', async () => {
    const { stream } = await group();
    for (const none of ['none', 'unknown']) {
      expect(await acting.run({ ...made(stream, 'new'), group: none })).toMatchObject({ code: 'WEIR-NOGROUP' });
    }
    expect(await acting.run(made('none', 'new'))).toMatchObject({ code: 'WEIR-NOSTREAM' });
    expect(await acting.rig.call('EXISTS', 'none')).toBe(0);
  });

  test('on servers before 6.2 not at all, and that is said; removing works there', async (context) => {
    const old = await startActing({ binary: await needServer(context, 'redis-6.0.16') });
    const { stream, held } = await group(old);
    expect(await old.run(made(stream, 'new'))).toMatchObject({ outcome: 'refused', code: 'WEIR-NOCREATECONSUMER' });
    expect(await old.run(removal(stream, { entries: held }))).toMatchObject({ outcome: 'done', result: { done: 6 } });
    expect(await names(stream, old)).not.toContain('dead');
    await old.close();
  });
});
