import type { LineBatch, LineSource } from '@weir/domain/archive/line-source';
import { readLines } from '@weir/domain/archive/read-lines';
import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createLineSource } from './line-source.ts';

let redis: RedisRig;
let link: Link;
let source: LineSource;
beforeAll(async () => {
  redis = await startRedis();
  link = new Link(parseRedisUrl(redis.url), 'read');
  source = createLineSource(link);
  link.connect();
  await new Promise<void>((resolve) => {
    link.onSession(() => resolve());
  });
});
afterAll(async () => {
  await link.close();
  await redis.stop();
});

const id = (text: string): EntryId => text as EntryId; // canonical by hand
const ALL = { after: ZERO_ID, until: MAX_ID };
const MUCH = { entries: 1_000_000, bytes: 64 * 1024 * 1024 };

/** id, then names and values in hexadecimal. */
const plain = ({ lines }: LineBatch): string[][] =>
  [...readLines(lines)].map(({ id, words }) => [id, ...words.map((word) => Buffer.from(word).toString('hex'))]);

async function fill(stream: string, count: number): Promise<string[][]> {
  const all: string[][] = [];
  const adds: Promise<unknown>[] = [];
  for (let at = 0; at < count; at += 1) {
    const odd = Buffer.from([0xff, 0x0d, 0x0a, at % 256, 0x22, 0x5c]);
    const words = ['n', String(at), 'n', odd, '', 'é"\\'];
    adds.push(redis.call('XADD', stream, `${at + 1}-0`, ...words));
    all.push([`${at + 1}-0`, ...words.map((word) => Buffer.from(word).toString('hex'))]);
  }
  await Promise.all(adds);
  return all;
}

describe('a range', () => {
  test('comes whole and in order, byte for byte', async () => {
    const all = await fill('range', 3_000);
    const batch = await source.range('range', ALL, MUCH);
    expect(batch).toMatchObject({ entries: 3_000, firstId: '1-0', lastId: '3000-0', looked: 3_000, ended: true });
    expect(plain(batch)).toEqual(all);
  });

  test('comes in pieces that fit together, by number and by size', async () => {
    const all = await fill('pieces', 2_500);
    for (const most of [
      { entries: 700, bytes: MUCH.bytes },
      { entries: 1e6, bytes: 30_000 },
    ]) {
      const got: string[][] = [];
      let pieces = 0;
      for (let after = ZERO_ID; ; pieces += 1) {
        const batch = await source.range('pieces', { after, until: id('2400-0') }, most);
        got.push(...plain(batch));
        expect(batch.entries).toBeLessThanOrEqual(most.entries);
        if (batch.ended) break;
        after = batch.lastId ?? MAX_ID;
      }
      expect(pieces).toBeGreaterThan(0);
      expect(got).toEqual(all.slice(0, 2_400));
    }
  });

  test('begins behind its beginning and ends with its end', async () => {
    await fill('ends', 20);
    const batch = await source.range('ends', { after: id('5-0'), until: id('8-0') }, MUCH);
    expect(plain(batch).map(([at]) => at)).toEqual(['6-0', '7-0', '8-0']);
    expect(batch.ended).toBe(true);
  });

  test('of nothing is empty and over, for a stream that is not there too', async () => {
    const nothing = { entries: 0, firstId: null, lastId: null, looked: 0, ended: true };
    await fill('few', 3);
    expect(await source.range('few', { after: id('3-0'), until: id('9-0') }, MUCH)).toMatchObject(nothing);
    expect(await source.range('no such stream', ALL, MUCH)).toMatchObject(nothing);
  });

  test('with large entries among small ones comes whole, in spite of the connection that is given up for them', async () => {
    await fill('mixed', 40);
    const large = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (let at = 0; at < 6; at += 1) await redis.call('XADD', 'mixed', `${100 + at}-0`, 'large', large);
    const batch = await source.range('mixed', ALL, MUCH);
    expect(batch).toMatchObject({ entries: 46, lastId: '105-0', ended: true });
    expect([...readLines(batch.lines)].at(-1)?.words[1]?.length).toBe(large.length);
  });

  test('ends with a sentence at an entry nothing could receive', async () => {
    await redis.call('XADD', 'huge', '1-0', 'a', 'b');
    await redis.call('XADD', 'huge', '2-0', 'a', Buffer.alloc(33 * 1024 * 1024));
    await expect(source.range('huge', ALL, MUCH)).rejects.toMatchObject({
      reason: 'too-large',
      sentence: expect.stringContaining('Entry 2-0 is larger than 32 MB'),
    });
    expect(await source.range('huge', ALL, { ...MUCH, entries: 1 })).toMatchObject({ entries: 1, ended: false });
  });

  test('of something other than a stream is refused', async () => {
    await redis.call('SET', 'text', 'x');
    await expect(source.range('text', ALL, MUCH)).rejects.toMatchObject({ reason: 'wrong-type' });
    await expect(source.ids('text', [id('1-0')], MUCH)).rejects.toMatchObject({ reason: 'wrong-type' });
  });
});

describe('single entries', () => {
  test('come in the order they are asked for; those that are not there are passed over', async () => {
    const all = await fill('single', 1_500);
    const wanted = all.filter((_, at) => at % 3 === 0).map(([at]) => id(at ?? ''));
    const batch = await source.ids('single', [...wanted, id('9999-0')], MUCH);
    expect(batch).toMatchObject({ entries: 500, looked: 501, ended: true, firstId: '1-0', lastId: '1498-0' });
    expect(plain(batch)).toEqual(all.filter((_, at) => at % 3 === 0));
  });

  test('stop at the bound and say how many are behind us', async () => {
    const all = await fill('bounded', 600);
    const ids = all.map(([at]) => id(at ?? ''));
    expect(await source.ids('bounded', ids, { ...MUCH, entries: 100 })).toMatchObject({ looked: 100, ended: false });
    const { looked, ended } = await source.ids('bounded', ids, { ...MUCH, bytes: 5_000 });
    expect(ended).toBe(false);
    expect(looked).toBeLessThan(600);
  });

  test('may be large', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (let at = 0; at < 5; at += 1) await redis.call('XADD', 'large', `${at + 1}-0`, 'large', large);
    const ids = [1, 2, 3, 4, 5].map((at) => id(`${at}-0`));
    expect(await source.ids('large', ids, MUCH)).toMatchObject({ entries: 5, ended: true });
  });
});

test('without a connection it says so', async () => {
  const away = new Link(parseRedisUrl('redis://127.0.0.1:1'), 'read');
  const down = new Promise<void>((resolve) => {
    away.onState(({ state }) => {
      if (state === 'down') resolve();
    });
  });
  away.connect();
  await down;
  await expect(createLineSource(away).range('s', ALL, MUCH)).rejects.toMatchObject({ name: 'ConsoleError' });
  await away.close();
});
