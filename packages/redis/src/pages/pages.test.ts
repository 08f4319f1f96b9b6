import type { Pages } from '@weir/domain/connections/gateway';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createPages } from './pages.ts';

let rig: RedisRig;
let link: Link;
let pages: Pages;
beforeAll(async () => {
  rig = await startRedis();
  link = new Link(parseRedisUrl(rig.url), 'read');
  link.connect();
  pages = createPages(link);
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
});
afterAll(async () => {
  await link.close();
  await rig.stop();
});

const id = (text: string): EntryId => text as EntryId; // Canonical ids, written down in this file.

async function fill(stream: string | Buffer, count: number, value = 'v'): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, at) => rig.call('XADD', stream, `${at + 1}-0`, 'n', String(at + 1), 'f', value)),
  );
}

async function commandCalls(name: string): Promise<number> {
  const stats = String(await rig.call('INFO', 'commandstats'));
  return Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

/** All pages of a listing, as ids. */
async function walk(
  read: (after: EntryId | undefined) => Promise<{ items: readonly { id: EntryId }[]; next: EntryId | null }>,
) {
  const seen: (readonly string[])[] = [];
  let after: EntryId | undefined;
  for (let guard = 0; guard < 1_000; guard += 1) {
    const page = await read(after);
    seen.push(page.items.map((item) => item.id));
    if (page.next === null) return seen;
    after = page.next;
  }
  throw new Error('the listing does not end');
}

describe('entries', () => {
  test('come in pages, newest first or oldest first, each entry once, and the last page says so', async () => {
    await fill('paged', 20);
    const ids = Array.from({ length: 20 }, (_, at) => `${at + 1}-0`);
    const up = await walk((after) => pages.entries({ stream: 'paged', direction: 'asc', limit: 8, after }));
    expect(up.map((page) => page.length)).toEqual([8, 8, 4]);
    expect(up.flat()).toEqual(ids);
    const down = await walk((after) => pages.entries({ stream: 'paged', direction: 'desc', limit: 10, after }));
    expect(down.map((page) => page.length)).toEqual([10, 10]);
    expect(down.flat()).toEqual(ids.toReversed());
  });

  test('keep to the bounds asked for, which are inclusive', async () => {
    const between = { stream: 'paged', from: id('5-0'), to: id('8-0'), limit: 3 } as const;
    const up = await walk((after) => pages.entries({ ...between, direction: 'asc', after }));
    expect(up).toEqual([['5-0', '6-0', '7-0'], ['8-0']]);
    const down = await walk((after) => pages.entries({ ...between, direction: 'desc', after }));
    expect(down).toEqual([['8-0', '7-0', '6-0'], ['5-0']]);
    expect(await pages.entries({ ...between, from: id('9-0'), direction: 'asc' })).toEqual({ items: [], next: null });
  });

  test('are found at the ends of the 64-bit range', async () => {
    const last = '18446744073709551615-18446744073709551615';
    await rig.call('XADD', 'extreme', '0-1', 'f', 'v');
    await rig.call('XADD', 'extreme', last, 'f', 'v');
    expect(
      (await walk((after) => pages.entries({ stream: 'extreme', direction: 'asc', limit: 1, after }))).flat(),
    ).toEqual(['0-1', last]);
    expect(await pages.entries({ stream: 'extreme', direction: 'asc', limit: 1, after: id(last) })).toEqual({
      items: [],
      next: null,
    });
  });

  test('are bytes: names that are no text reach exactly their stream', async () => {
    await rig.call('XADD', Buffer.from([0x73, 0xff]), '1-0', Buffer.from([0xfe]), Buffer.from([0x00]));
    await rig.call('XADD', Buffer.from([0x73, 0xfe]), '2-0', 'other', 'stream');
    const page = await pages.entries({ stream: 's\\xff', direction: 'asc', limit: 5 });
    expect(page.items).toEqual([{ id: '1-0', fields: [['\\xfe', '\\x00']], sizeBytes: 2, cut: [] }]);
  });

  test('of an empty stream are none; a stream that is not there, and a key of another kind, fail with a reason', async () => {
    await rig.call('XGROUP', 'CREATE', 'empty', 'g', '$', 'MKSTREAM');
    await rig.call('SET', 'text', 'x');
    expect(await pages.entries({ stream: 'empty', direction: 'asc', limit: 5 })).toEqual({ items: [], next: null });
    await expect(pages.entries({ stream: 'absent', direction: 'asc', limit: 5 })).rejects.toMatchObject({
      reason: 'not-found',
    });
    await expect(pages.entries({ stream: 'text', direction: 'asc', limit: 5 })).rejects.toMatchObject({
      reason: 'wrong-type',
    });
    await expect(pages.entries({ stream: 'bad\\name', direction: 'asc', limit: 5 })).rejects.toMatchObject({
      reason: 'bad-input',
    });
    await expect(pages.entries({ stream: 'paged', direction: 'asc', limit: 501 })).rejects.toMatchObject({
      reason: 'bad-input',
    });
  });

  test('that are large are asked for a few at a time, and a page of them stays small', async () => {
    await fill('large', 60, 'x'.repeat(600_000));
    await rig.call('CONFIG', 'RESETSTAT');
    const page = await pages.entries({ stream: 'large', direction: 'desc', limit: 50 });
    expect(page.items.length).toBeGreaterThan(5);
    expect(page.items.length).toBeLessThan(50);
    expect(page.next).toBe(page.items.at(-1)?.id);
    expect(page.items[0]?.cut).toEqual([[1, 600_000]]);
    expect(JSON.stringify(page).length).toBeLessThan(4 * 1024 * 1024);
    // No call got more than a few of them: bytes out ÷ calls stays near 1 MiB.
    const calls = await commandCalls('xrevrange');
    expect(calls).toBeGreaterThanOrEqual(page.items.length / 2);
    const all = await walk((after) => pages.entries({ stream: 'large', direction: 'desc', limit: 50, after }));
    expect(all.flat()).toHaveLength(60);
  });

  test('too large to receive show their beginning, and their neighbours stay visible', async () => {
    await fill('huge', 3);
    await rig.call('XADD', 'huge', '4-0', 'small', 'first', 'body', Buffer.alloc(40 * 1024 * 1024, 'b'), 'after', 'x');
    await rig.call('XADD', 'huge', '5-0', 'n', '5');
    const before = process.memoryUsage.rss();
    const items = [];
    let after: EntryId | undefined;
    for (let at = 0; at < 10; at += 1) {
      const page = await pages.entries({ stream: 'huge', direction: 'asc', limit: 10, after });
      items.push(...page.items);
      if (page.next === null) break;
      after = page.next;
    }
    expect(items.map((item) => item.id)).toEqual(['1-0', '2-0', '3-0', '4-0', '5-0']);
    expect(items[3]).toMatchObject({ incomplete: true, cut: [[1, 41_943_040]] });
    expect(items[3]?.fields[0]).toEqual(['small', 'first']);
    expect(items[3]?.fields[1]?.[1]).toBe('b'.repeat(4_096));
    expect(items[3]?.sizeBytes).toBeGreaterThan(41_943_040);
    expect(process.memoryUsage.rss() - before).toBeLessThan(96 * 1024 * 1024);
    expect(link.state.state).toBe('up');
  });

  test('asked for by many at once cost Redis one read', async () => {
    await fill('popular', 3);
    await rig.call('CONFIG', 'RESETSTAT');
    const asked = Array.from({ length: 50 }, () => pages.entries({ stream: 'popular', direction: 'asc', limit: 2 }));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    // One walk of two calls: first one entry, then the rest.
    expect(await commandCalls('xrange')).toBeLessThanOrEqual(2);
  });
});

describe('pending', () => {
  beforeAll(async () => {
    await fill('work', 30);
    await rig.call('XGROUP', 'CREATE', 'work', 'g\\', '0');
    await rig.call('XREADGROUP', 'GROUP', 'g\\', 'ann', 'COUNT', 10, 'STREAMS', 'work', '>');
    await rig.call('XREADGROUP', 'GROUP', 'g\\', Buffer.from([0xff]), 'COUNT', 10, 'STREAMS', 'work', '>');
    await rig.call('XCLAIM', 'work', 'g\\', 'ann', 0, '2-0', '3-0', 'IDLE', 3_600_000, 'RETRYCOUNT', 7);
    await rig.call('XDEL', 'work', '5-0');
  });
  const group = 'g\\\\';
  const ids = async (request: object): Promise<readonly string[]> =>
    (await pages.pending({ stream: 'work', group, limit: 100, ...request })).items.map((row) => row.id);

  test('rows come in pages with their payload beside them, and a payload that is gone is gone', async () => {
    const all = await walk((after) => pages.pending({ stream: 'work', group, limit: 7, after }));
    expect(all.map((page) => page.length)).toEqual([7, 7, 6]);
    const { items, at, next } = await pages.pending({ stream: 'work', group, limit: 6 });
    expect(next).toBe('6-0');
    expect(items.map(({ payload }) => payload)).toEqual([
      'present',
      'present',
      'present',
      'present',
      'gone',
      'present',
    ]);
    expect(items[1]).toMatchObject({
      id: '2-0',
      consumer: 'ann',
      deliveries: 7,
      entry: {
        id: '2-0',
        fields: [
          ['n', '2'],
          ['f', 'v'],
        ],
      },
    });
    expect(items[4]).not.toHaveProperty('entry');
    expect(at - (items[1]?.deliveredAt ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    const [seconds] = (await rig.call('TIME')) as [string]; // TIME answers two decimals
    expect(Math.abs(at - Number(seconds) * 1_000)).toBeLessThan(5_000);
  });

  test('can be narrowed down by consumer, time since delivery, deliveries and ids', async () => {
    expect(await ids({ consumer: '\\xff' })).toHaveLength(10);
    expect(await ids({ minIdleMs: 60_000 })).toEqual(['2-0', '3-0']);
    expect(await ids({ maxIdleMs: 60_000 })).toHaveLength(18);
    expect(await ids({ minDeliveries: 7 })).toEqual(['2-0', '3-0']);
    expect(await ids({ from: '9-0', to: '11-0' })).toEqual(['9-0', '10-0', '11-0']);
    expect(await ids({ from: '9-0', to: '11-0', after: '9-0' })).toEqual(['10-0', '11-0']);
    expect(await ids({ consumer: 'nobody' })).toEqual([]);
  });

  test('looking changes nothing: deliveries, owners and consumers stay', async () => {
    const before = [await rig.call('XPENDING', 'work', 'g\\'), await rig.call('XLEN', 'work')];
    await pages.pending({ stream: 'work', group, limit: 9, consumer: 'stranger' });
    await pages.waitingTimes({ stream: 'work', group, edgesMs: [1] });
    expect([await rig.call('XPENDING', 'work', 'g\\'), await rig.call('XLEN', 'work')]).toEqual(before);
    expect(await rig.call('XINFO', 'CONSUMERS', 'work', 'g\\')).toHaveLength(2);
  });

  test('of a group that is not there fail with a reason', async () => {
    await expect(pages.pending({ stream: 'work', group: 'no', limit: 5 })).rejects.toMatchObject({
      reason: 'not-found',
    });
  });

  test('waiting times count every row once, per consumer, by the edges', async () => {
    const times = await pages.waitingTimes({ stream: 'work', group, edgesMs: [600_000, 3_600_000, 7_200_000] });
    expect(times.complete).toBe(true);
    expect(times.lookedAt).toBe(20);
    expect([...times.cells]).toEqual([
      ['ann', [8, 0, 2, 0]],
      ['\\xff', [10, 0, 0, 0]],
    ]);
    await expect(pages.waitingTimes({ stream: 'work', group, edgesMs: [2, 1] })).rejects.toMatchObject({
      reason: 'bad-input',
    });
  });

  test('a walk over a long list stops at 10,000 rows, says so, and can be continued', async () => {
    const script =
      "for i = 1, 12500 do redis.call('XADD', KEYS[1], i .. '-0', 'f', 'v') end redis.call('XGROUP', 'CREATE', KEYS[1], 'g', '0') redis.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 12500, 'STREAMS', KEYS[1], '>')";
    await rig.call('EVAL', script, 1, 'long');
    await rig.call('XCLAIM', 'long', 'g', 'c', 0, '12000-0', 'IDLE', 3_600_000);
    const first = await pages.pending({ stream: 'long', group: 'g', limit: 5, minIdleMs: 3_000_000 });
    expect(first).toMatchObject({ items: [], next: '10000-0', lookedAt: 10_000 });
    const second = await pages.pending({
      stream: 'long',
      group: 'g',
      limit: 5,
      minIdleMs: 3_000_000,
      after: id('10000-0'),
    });
    expect(second.items.map((row) => row.id)).toEqual(['12000-0']);
    expect(second.next).toBeNull();
    const times = await pages.waitingTimes({ stream: 'long', group: 'g', edgesMs: [3_000_000] });
    expect(times).toMatchObject({ complete: false, lookedAt: 10_000 });
    const whole = await pages.pending({ stream: 'long', group: 'g', limit: 500 });
    expect(whole.items.every((row) => row.payload === 'present')).toBe(true);
    expect(whole.items).toHaveLength(500);
  });
});

test('nothing but bounded reads is ever sent, and XPENDING never with IDLE', async () => {
  const stats = String(await rig.call('INFO', 'commandstats'));
  const own = [...stats.matchAll(/^cmdstat_([a-z|_-]+):/gm)].map(([, name = '']) => name);
  expect(own).not.toContain('keys');
  await rig.call('CONFIG', 'SET', 'slowlog-log-slower-than', '0');
  await rig.call('SLOWLOG', 'RESET');
  await pages.pending({ stream: 'long', group: 'g', limit: 3, minIdleMs: 1, minDeliveries: 2 });
  await pages.entries({ stream: 'long', direction: 'desc', limit: 500 });
  const sent = ((await rig.call('SLOWLOG', 'GET', 128)) as [unknown, unknown, unknown, string[]][]) // its documented shape
    .map(([, , , args]) => args)
    .filter(([name = '']) => name.startsWith('X'));
  expect(sent.length).toBeGreaterThan(3);
  expect(sent.flat()).not.toContain('IDLE');
  for (const args of sent.filter(([name]) => name !== 'XPENDING')) expect(Number(args.at(-1))).toBeLessThanOrEqual(500);
  for (const args of sent.filter(([name]) => name === 'XPENDING')) expect(Number(args[5])).toBeLessThanOrEqual(1_000);
});
