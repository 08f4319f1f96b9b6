import { afterEach, describe, expect, test } from 'vitest';
import { parseRedisUrl } from '../links/redis-address.ts';
import type { RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { closeAll, fill, watch, type Watched } from './rig/watched-redis.ts';

afterEach(closeAll);

/** Watches as a user who may not run XINFO STREAM, as on services that have none. */
async function watchWithout(
  prepare: (rig: RedisRig) => Promise<unknown>,
  more: readonly string[] = [],
): Promise<Watched> {
  let url = '';
  return watch(
    async (rig) => {
      await rig.call('ACL', 'SETUSER', 'ends', 'on', '>pass-ends', '~*', '+@all', '-xinfo|stream', ...more);
      url = rig.url.replace('redis://', 'redis://ends:pass-ends@');
      await prepare(rig);
    },
    {
      get address() {
        return parseRedisUrl(url);
      },
    },
  );
}

describe.each([
  ['with transactions', []],
  ['without transactions', ['-multi', '-exec']],
] as const)('a server without XINFO STREAM, %s', (_name, more) => {
  test('still tells both ends, and unread by position', async () => {
    const seen = await watchWithout(async (rig) => {
      await fill(rig, 's', 30);
      await rig.call('XGROUP', 'CREATE', 's', 'all', '0');
      await rig.call('XGROUP', 'CREATE', 's', 'none', '$');
      await rig.call('XGROUP', 'CREATE', 's', 'ahead', '99-0');
    }, more);
    const stream = await seen.sees('the ends', () => {
      const found = seen.stream('s');
      return found?.ends.known === true && found.groups.every(({ unread }) => unread.known) ? found : undefined;
    });
    expect(stream.ends).toMatchObject({
      value: {
        firstId: '1-0',
        lastId: '30-0',
        entriesAdded: { known: false, because: 'only XINFO STREAM tells it, which cannot be run here' },
      },
    });
    expect(seen.group('s', 'all')?.unread).toMatchObject({ value: 30, quality: 'exact' });
    expect(seen.group('s', 'none')?.unread).toMatchObject({ value: 0, quality: 'exact' });
    expect(seen.group('s', 'ahead')?.unread).toMatchObject({ value: 0, quality: 'exact' });
  });

  test('counts what lies between, and keeps the count true through reads, deletions and trims', async () => {
    const seen = await watchWithout(async (rig) => {
      await fill(rig, 's', 40);
      await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
      await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 10, 'STREAMS', 's', '>');
    }, more);
    const unreadBecomes = (value: number) =>
      seen.sees(`${value} unread`, () => {
        const unread = seen.group('s')?.unread;
        return unread?.known === true && unread.quality === 'exact' && unread.value === value;
      });
    await unreadBecomes(30);
    await seen.rig.call('XDEL', 's', '25-0', '40-0');
    await unreadBecomes(28);
    await seen.rig.call('XADD', 's', '41-0', 'f', 'v');
    await unreadBecomes(29);
    await seen.rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 5, 'STREAMS', 's', '>');
    await unreadBecomes(24);
    await seen.rig.call('XTRIM', 's', 'MAXLEN', 12);
    await unreadBecomes(12);
    expect(seen.group('s')?.oldestUnreadId).toEqual({ known: true, value: '29-0' });
    await seen.rig.call('XTRIM', 's', 'MAXLEN', 0);
    await unreadBecomes(0);
    // The last entry deleted is not a stream made anew.
    expect(seen.stream('s')?.since).toBe(seen.ticks.flatMap(({ changed }) => changed)[0]?.since);
  });
});

describe('a server without XINFO STREAM', () => {
  test('shows a stream that was made anew as another one', async () => {
    const seen = await watchWithout((rig) => fill(rig, 's', 30));
    const before = await seen.sees('the stream', () => seen.stream('s')?.ends.known === true && seen.stream('s'));
    await seen.rig.call('XTRIM', 's', 'MINID', '20-0');
    await seen.sees('the trim', () => {
      const ends = seen.stream('s')?.ends;
      return ends?.known === true && ends.value.firstId === '20-0';
    });
    await Promise.all([seen.rig.call('DEL', 's'), fill(seen.rig, 's', 11)]);
    await seen.sees('another stream', () => (seen.stream('s')?.since ?? 0) > before.since);
  });

  test('nor XRANGE says that ends and unread are not known', async () => {
    const seen = await watchWithout(
      async (rig) => {
        await fill(rig, 's', 5);
        await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
      },
      ['-xrange'],
    );
    await seen.sees('the stream', () => seen.stream('s'));
    await seen.polls(3);
    expect(seen.stream('s')?.ends.known).toBe(false);
  });
});
