import { packFrozen, unpackFrozen } from '@weir/domain/actions/frozen-pack';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { afterAll, describe, expect, test } from 'vitest';
import { needServer } from '../../../../tools/servers/need-server.ts';
import { startActing, type ActingRedis } from './rig/acting-redis.ts';

const SERVERS = ['redis-6.0.16', 'redis-7.0.15', 'redis-8.6.3', 'valkey-9.1.2'] as const;
const EARLIER = 3_600_000;

describe.each(SERVERS)('%s', (name) => {
  let acting: ActingRedis | undefined;
  let streams = 0;
  afterAll(() => acting?.close());

  /** Ten entries, pending with two consumers in turn since an hour ago, delivered 1 to 10 times. */
  async function prepared(test: Parameters<typeof needServer>[0], count = 10) {
    acting ??= await startActing({ binary: await needServer(test, name) });
    const { rig, look } = acting;
    streams += 1;
    const stream = `s${streams}`;
    const group = 'g\\xff';
    const raw = Buffer.from('g\xff', 'latin1');
    const now = await look.now();
    for (let at = 1; at <= count; at += 1) void rig.call('XADD', stream, `${at}-0`, 'f', `v${at}`);
    await rig.call('XGROUP', 'CREATE', stream, raw, '0');
    await rig.call('XREADGROUP', 'GROUP', raw, 'c1', 'COUNT', count, 'STREAMS', stream, '>');
    for (let at = 1; at <= count; at += 1) {
      const owner = at % 2 === 0 ? 'c1' : Buffer.from('c\xff2', 'latin1');
      await rig.call(
        'XCLAIM',
        stream,
        raw,
        owner,
        0,
        `${at}-0`,
        'TIME',
        now - EARLIER + at,
        'RETRYCOUNT',
        at,
        'JUSTID',
      );
    }
    const seen = await acting.seen(stream, group);
    return { acting, rig, stream, group, raw, seen };
  }

  test('what was claimed goes back to who had it, with deliveries and time, and only while it is as it was left', async (context) => {
    const { acting, rig, stream, group, raw, seen } = await prepared(context);
    const claim = { kind: 'claim', stream, group, consumer: 'taker', deliveries: 'add-one', entries: seen } as const;
    expect(await acting.run(claim)).toMatchObject({ outcome: 'done', result: { done: 10 } });
    const left = await acting.seen(stream, group);
    await rig.call('XACK', stream, raw, '1-0');
    await rig.call('XCLAIM', stream, raw, 'other', 0, '2-0', 'JUSTID');
    await rig.call('XCLAIM', stream, raw, 'taker', 0, '3-0');
    await rig.call('XDEL', stream, '4-0');
    const returns = left.map((each, at) => ({ left: each, before: seen[at] ?? each }));
    const outcome = await acting.run({ kind: 'give-back', stream, group, returns });
    expect(outcome).toMatchObject({ outcome: 'done', result: { done: 6, looked: 10 } });
    const skipped = outcome.outcome === 'done' ? outcome.result.skipped : [];
    expect(skipped.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: '1-0', reason: 'not-pending' },
      { id: '2-0', reason: 'other-owner', consumer: 'other' },
      { id: '3-0', reason: 'delivered-again' },
      { id: '4-0', reason: 'payload-gone' },
    ]);
    const now = await acting.seen(stream, group);
    expectAsBefore(now.slice(-6), seen.slice(4));
    expect(now.find(({ id }) => id === '2-0')).toMatchObject({ consumer: 'other', deliveries: 3 });
    expect(now.find(({ id }) => id === '3-0')).toMatchObject({ consumer: 'taker', deliveries: 5 });
  });

  test('what was acknowledged is pending again as it was; what is pending, unread or gone is left', async (context) => {
    const { acting, rig, stream, group, raw, seen } = await prepared(context);
    await rig.call('XACK', stream, raw, ...seen.map(({ id }) => id));
    await rig.call('XCLAIM', stream, raw, 'other', 0, '1-0', 'FORCE', 'JUSTID');
    await rig.call('XDEL', stream, '2-0');
    await rig.call('XGROUP', 'SETID', stream, raw, '8-0');
    const outcome = await acting.run({ kind: 'put-back', stream, group, alsoNotPassed: false, entries: seen });
    expect(outcome).toMatchObject({
      outcome: 'done',
      result: {
        done: 6,
        skipped: [
          { id: '1-0', reason: 'pending-again', consumer: 'other' },
          { id: '2-0', reason: 'payload-gone' },
          { id: '9-0', reason: 'not-passed' },
          { id: '10-0', reason: 'not-passed' },
        ],
      },
    });
    const now = await acting.seen(stream, group);
    expect(now[0]).toMatchObject({ id: '1-0', consumer: 'other' });
    expectAsBefore(now.slice(1), seen.slice(2, 8));
    const facts = await acting.look.stream(stream);
    expect(typeof facts === 'string' ? facts : facts.groups[0]?.position).toBe('8-0');
    // Of a group made anew, what was pending behind its position is so again.
    const rest = { kind: 'put-back', stream, group, alsoNotPassed: true, entries: seen.slice(8) } as const;
    expect(await acting.run(rest)).toMatchObject({ outcome: 'done', result: { done: 2, skipped: [] } });
    expectAsBefore((await acting.seen(stream, group)).slice(-2), seen.slice(8));
  });

  test('without the time they had they go back to who had them all the same, and idle time starts anew', async (context) => {
    const { acting, rig, stream, group, raw, seen } = await prepared(context);
    const claim = { kind: 'claim', stream, group, consumer: 'taker', deliveries: 'add-one', entries: seen } as const;
    await acting.run(claim);
    const returns = (await acting.seen(stream, group)).map((left, at) => ({ left, before: seen[at] ?? left }));
    for (const anew of [
      { kind: 'give-back', stream, group, returns, idleAnew: true },
      { kind: 'put-back', stream, group, alsoNotPassed: false, entries: seen, idleAnew: true },
    ] as const) {
      const since = await acting.look.now();
      expect(await acting.run(anew)).toMatchObject({ outcome: 'done', result: { done: 10, skipped: [] } });
      const now = await acting.seen(stream, group);
      expect(now.map(plain)).toEqual(seen.map(plain));
      for (const { deliveredAt } of now) expect(deliveredAt).toBeGreaterThanOrEqual(since - 2);
      await rig.call('XACK', stream, raw, ...seen.map(({ id }) => id));
    }
  });

  test('what has as many deliveries as there can be goes back with them', async (context) => {
    const { acting, rig, stream, group, raw } = await prepared(context);
    const most = '9223372036854775807';
    await rig.call('XCLAIM', stream, raw, 'c1', 0, '1-0', '2-0', 'RETRYCOUNT', most, 'JUSTID');
    const seen = unpackFrozen(packFrozen(await acting.seen(stream, group)));
    const claim = { kind: 'claim', stream, group, consumer: 'taker', deliveries: 'add-one', entries: seen } as const;
    expect(await acting.run(claim)).toMatchObject({ outcome: 'done', result: { done: 10 } });
    const returns = (await acting.seen(stream, group)).map((left, at) => ({ left, before: seen[at] ?? left }));
    const back = await acting.run({ kind: 'give-back', stream, group, returns });
    expect(back).toMatchObject({ outcome: 'done', result: { done: 10, skipped: [] } });
    expectAsBefore(await acting.seen(stream, group), seen);
  });

  test('many go back in several steps, each once', async (context) => {
    const { acting, rig, stream, group, raw, seen } = await prepared(context, 400);
    await rig.call('XACK', stream, raw, ...seen.map(({ id }) => id));
    const call = {
      kind: 'put-back',
      stream,
      group,
      alsoNotPassed: false,
      entries: seen,
      job: `many ${stream}`,
    } as const;
    expect(await acting.run(call)).toMatchObject({ outcome: 'done', result: { done: 400, skipped: [] } });
    expectAsBefore(await acting.seen(stream, group), seen);
    await rig.call('XACK', stream, raw, '7-0');
    // Asked again after a lost answer: the mark says that it ran.
    expect(await acting.run(call, { resume: true })).toMatchObject({ outcome: 'done', result: { done: 400 } });
    expect(await acting.seen(stream, group)).toHaveLength(399);
  });

  test('a group is made anew with its consumers, those without pending too where the server can', async (context) => {
    const { acting, rig, stream } = await prepared(context);
    const call = { kind: 'rebuild-group', stream, position: null, entriesRead: null, group: 'again' } as const;
    const consumers = ['idle', 'b\\xff'];
    expect(await acting.run({ ...call, consumers })).toMatchObject({ outcome: 'refused', code: 'WEIR-NOGROUP' });
    const made = { ...call, position: seenId('4-0'), entriesRead: 4, consumers };
    expect(await acting.run(made)).toMatchObject({ outcome: 'done', result: { done: 0, looked: 2 } });
    expect(await acting.run(made)).toMatchObject({ outcome: 'refused', code: 'WEIR-GROUPEXISTS' });
    const names = (await rig.callBuffer('XINFO', 'CONSUMERS', stream, 'again')) as Buffer[][];
    expect(names.map((fields) => fields[1]?.toString('latin1'))).toEqual(
      name === 'redis-6.0.16' ? [] : ['b\xff', 'idle'],
    );
    const facts = await acting.look.stream(stream);
    expect(typeof facts === 'string' ? facts : facts.groups.find((each) => each.group === 'again')).toMatchObject({
      position: '4-0',
      entriesRead: name === 'redis-6.0.16' ? { known: false } : { known: true, value: 4 },
    });
  });

  test('a group goes only while nobody used it', async (context) => {
    const { acting, rig, stream } = await prepared(context);
    const drop = { kind: 'drop-unused-group', stream, group: 'made', position: seenId('3-0') } as const;
    expect(await acting.run(drop)).toMatchObject({ outcome: 'refused', code: 'WEIR-NOGROUP' });
    await rig.call('XGROUP', 'CREATE', stream, 'made', '3-0');
    expect(await acting.run({ ...drop, position: seenId('2-0') })).toMatchObject({ code: 'WEIR-GROUPUSED' });
    await rig.call('XREADGROUP', 'GROUP', 'made', 'c', 'COUNT', 1, 'STREAMS', stream, '>');
    expect(await acting.run(drop)).toMatchObject({ code: 'WEIR-GROUPUSED' });
    await rig.call('XGROUP', 'SETID', stream, 'made', '3-0');
    expect(await acting.run(drop)).toMatchObject({ code: 'WEIR-GROUPUSED' });
    await rig.call('XGROUP', 'DELCONSUMER', stream, 'made', 'c');
    expect(await acting.run(drop)).toMatchObject({ outcome: 'done', result: { done: 1 } });
  });
});

function seenId(text: string): SeenEntry['id'] {
  return text as SeenEntry['id']; // canonical by hand
}

/** Equal, but for the rounding of times. */
function expectAsBefore(found: readonly SeenEntry[], before: readonly SeenEntry[]): void {
  expect(found.map(plain)).toEqual(before.map(plain));
  // Two readings, each of a clock and of the time since: on a busy machine either can be some ms off.
  for (const [at, { deliveredAt }] of found.entries())
    expect(Math.abs(deliveredAt - (before[at]?.deliveredAt ?? 0))).toBeLessThanOrEqual(10);
}

function plain({ id, consumer, deliveries }: SeenEntry): Omit<SeenEntry, 'deliveredAt'> {
  return { id, consumer, deliveries };
}
