import { afterEach, describe, expect, test } from 'vitest';
import type { RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { closeAll, fill, watch } from './rig/watched-redis.ts';

afterEach(closeAll);

const VAST = 'x'.repeat(10_000_000);

/** How often the server was asked for what carries whole entries. */
async function carried(rig: RedisRig): Promise<number> {
  const stats = String(await rig.call('INFO', 'commandstats'));
  const calls = (command: string): number =>
    Number(new RegExp(`cmdstat_${command.replace('|', '\\|')}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
  return calls('xinfo|stream') + calls('xrange') + calls('xrevrange');
}

describe('a stream of entries of 10 MB', () => {
  test('is never asked for its ends, says why, and has the figures that its groups tell', async () => {
    const { rig, sees, stream, group, polls } = await watch(
      async (rig) => {
        await fill(rig, 'vast', 4, VAST);
        await rig.call('XGROUP', 'CREATE', 'vast', 'g', '0');
        await rig.call('XGROUP', 'CREATE', 'vast', 'two', '2-0', 'ENTRIESREAD', 2);
        await rig.call('XGROUP', 'CREATE', 'vast', 'nobody-knows', '3-0');
        await rig.call('XGROUP', 'CREATE', 'vast', 'all', '4-0', 'ENTRIESREAD', 4);
      },
      { names: ['vast'] },
    );
    const because = 'entries of about 10 MB: asking for the ends would hold Redis up';
    await sees('why not', () => stream('vast')?.ends.known === false && group('vast')?.unread.known);
    expect(stream('vast')).toMatchObject({ length: 4, ends: { known: false, because } });
    expect(group('vast', 'g')?.unread).toMatchObject({ value: 4, quality: 'exact' });
    expect(group('vast', 'two')?.unread).toMatchObject({ value: 2, quality: 'at-most' });
    expect(group('vast', 'nobody-knows')?.unread).toMatchObject({ known: false });
    expect(group('vast', 'all')?.unread).toMatchObject({ value: 0, quality: 'at-most' });
    expect(group('vast', 'all')?.oldestUnreadId).toEqual({ known: true, value: null });
    const asked = await carried(rig);
    await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 1, 'STREAMS', 'vast', '>');
    await rig.call('XADD', 'vast', '5-0', 'f', VAST);
    await sees('the reading and the addition', () => {
      const is = group('vast');
      return is?.pending === 1 && is.unread.known && is.unread.value === 4 && is.oldestPending.known;
    });
    expect(group('vast')).toMatchObject({ oldestPending: { value: { id: '1-0' } }, oldestUnreadId: { because } });
    await polls(30);
    expect(await carried(rig)).toBe(asked);
    expect(String(await rig.call('SLOWLOG', 'GET', 100))).not.toMatch(/XINFO,STREAM,vast/);
  });

  test('is read again when its entries have become small', async () => {
    const { rig, sees, stream, group } = await watch(
      async (rig) => {
        await fill(rig, 'vast', 4, VAST);
        await rig.call('XGROUP', 'CREATE', 'vast', 'g', '1-0');
      },
      { names: ['vast'] },
    );
    await sees('why not', () => stream('vast')?.ends.known === false);
    for (let at = 5; at < 8; at += 1) await rig.call('XADD', 'vast', `${at}-0`, 'f', 'v');
    await rig.call('XTRIM', 'vast', 'MAXLEN', 3);
    const ends = await sees(
      'the ends',
      () => {
        const now = stream('vast')?.ends;
        return now?.known === true && group('vast')?.unread.known && now.value;
      },
      15_000,
    );
    expect(ends).toMatchObject({ firstId: '5-0', lastId: '7-0', fat: false });
    expect(group('vast')?.unread).toMatchObject({ value: 3, quality: 'exact' });
  });
});

describe('one entry of 10 MB at the end of many small ones', () => {
  test(
    'is read once, and the ends are read again as soon as it is no longer the last',
    { timeout: 40_000 },
    async () => {
      const { rig, sees, stream, polls } = await watch(
        async (rig) => {
          const add = "for i = ARGV[1], ARGV[2] do redis.call('XADD', KEYS[1], i .. '-0', 'f', ARGV[3]) end";
          await rig.call('EVAL', add, 1, 's', 1, 40_000, 'x'.repeat(200));
          await rig.call('XADD', 's', '50000-0', 'f', VAST);
        },
        { names: ['s'] },
      );
      await sees('its size', () => stream('s')?.ends.known && stream('s')?.memoryBytes.known);
      const before = await carried(rig);
      // Another one of the same size: the last entry stays large.
      await rig.call('XADD', 's', '50001-0', 'f', VAST);
      await sees('why not', () => stream('s')?.ends.known === false);
      await polls(30);
      expect(await carried(rig)).toBe(before);
      await rig.call('XADD', 's', '50002-0', 'f', 'v');
      await rig.call('XDEL', 's', '50000-0', '50001-0');
      const ends = await sees('the ends', () => stream('s')?.ends.known && stream('s')?.ends, 20_000);
      expect(ends).toMatchObject({ value: { lastId: '50002-0', firstId: '1-0' } });
    },
  );
});

test('few entries left under a long list of pending ones are not taken for large', async () => {
  const { sees, stream } = await watch(
    async (rig) => {
      const add = "for i = 1, 20000 do redis.call('XADD', KEYS[1], i * 1000003 .. '-0', 'f', 'v') end";
      await rig.call('EVAL', add, 1, 's');
      await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
      await rig.call('EVAL', "redis.call('XREADGROUP', 'GROUP', 'g', 'c', 'STREAMS', KEYS[1], '>')", 1, 's');
      await rig.call('XTRIM', 's', 'MAXLEN', 1);
    },
    { names: ['s'] },
  );
  const memory = await sees('its size', () => stream('s')?.ends.known && stream('s')?.memoryBytes);
  expect(memory.known && memory.value).toBeGreaterThan(5_000_000);
});

test('where sizes cannot be asked for, large ends are read once and then left alone', async () => {
  let url = '';
  const { rig, sees, stream, polls } = await watch(
    async (rig) => {
      await rig.call('ACL', 'SETUSER', 'sizeless', 'on', '>pass-sizeless', '~*', '+@all', '-memory|usage');
      url = rig.url.replace('redis://', 'redis://sizeless:pass-sizeless@');
      await fill(rig, 'vast', 2, VAST);
    },
    {
      names: ['vast'],
      get address() {
        return parseRedisUrl(url);
      },
    },
  );
  await sees('the ends', () => stream('vast')?.ends.known);
  const asked = await carried(rig);
  await rig.call('XADD', 'vast', '3-0', 'f', VAST);
  await sees('why not', () => stream('vast')?.ends.known === false);
  expect(stream('vast')).toMatchObject({ length: 3, ends: { because: expect.stringContaining('about 10 MB') } });
  await polls(30);
  expect(await carried(rig)).toBe(asked);
});
