import { afterEach, describe, expect, test } from 'vitest';
import { until } from '../../../../tools/proofs/until.ts';
import type { RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { closeAll, fill, watch } from './rig/watched-redis.ts';

afterEach(closeAll);

async function many(rig: RedisRig, entries: number, positions: Record<string, string>): Promise<void> {
  for (let at = 0; at < entries; at += 5_000) {
    await rig.call(
      'EVAL',
      "for i = ARGV[1], ARGV[2] do redis.call('XADD', KEYS[1], i .. '-0', 'f', i) end",
      1,
      'log',
      at + 1,
      Math.min(at + 5_000, entries),
    );
  }
  for (const [group, position] of Object.entries(positions)) await rig.call('XGROUP', 'CREATE', 'log', group, position);
}

const exactly = (value: number): object => ({ known: true, value, quality: 'exact' });

describe('streams that come and go', () => {
  test('one that is deleted is gone with the reason, and made anew it begins anew', async () => {
    const { rig, sees, stream, group, ticks } = await watch(async (rig) => {
      await fill(rig, 'orders', 10);
      await rig.call('XGROUP', 'CREATE', 'orders', 'g', '4-0');
    });
    const first = await sees('the group', () => group('orders')?.unread.known && stream('orders'));
    await rig.call('DEL', 'orders');
    await sees('that it is gone', () => stream('orders') === undefined);
    expect(ticks.flatMap(({ gone }) => gone)).toEqual([{ stream: 'orders', because: 'deleted' }]);
    await fill(rig, 'orders', 3);
    await rig.call('XGROUP', 'CREATE', 'orders', 'g', '0');
    const second = await sees('the new one', () => group('orders')?.unread.known && stream('orders'));
    expect(second.since).toBeGreaterThan(first.since);
    expect(second.groups[0]?.unread).toMatchObject(exactly(3));
  });

  test('one that becomes a string is not a stream, and one that is renamed is found under its new name', async () => {
    const { rig, sees, stream, ticks } = await watch(async (rig) => {
      await fill(rig, 'a', 2);
      await fill(rig, 'b', 2);
    });
    await sees('both', () => stream('a') && stream('b'));
    await rig.call('SET', 'a', 'text');
    await rig.call('RENAME', 'b', 'c');
    await sees('the new name', () => stream('c') && !stream('a') && !stream('b'));
    expect(ticks.flatMap(({ gone }) => gone).toSorted((x, y) => x.stream.localeCompare(y.stream))).toEqual([
      { stream: 'a', because: 'not-a-stream' },
      { stream: 'b', because: 'deleted' },
    ]);
  });

  test('configured names are watched without any sweep, and only they', async () => {
    const { rig, sees, stream, ticks, polls } = await watch((rig) => fill(rig, 'other', 1), {
      names: ['mine', 'a\\xff'],
    });
    await polls(2);
    await rig.call('XADD', 'mine', '*', 'f', 'v');
    await rig.call('XADD', Buffer.from([0x61, 0xff]), '*', 'f', 'v');
    await sees('both', () => stream('mine') && stream('a\\xff'));
    expect(stream('other')).toBeUndefined();
    expect(ticks[0]?.discovery.complete).toBe(true);
    // One probe on each of the three connections, and nothing after that.
    const scans = async (): Promise<number> =>
      Number(/cmdstat_scan:calls=(\d+)/.exec(String(await rig.call('INFO', 'commandstats')))?.[1] ?? 0);
    await until('all probes', 8_000, async () => (await scans()) >= 3 || undefined);
    await polls(3);
    expect(await scans()).toBe(3);
  });

  test('patterns let in what fits them', async () => {
    const { sees, stream, ticks } = await watch(
      async (rig) => {
        for (const name of ['orders:eu', 'orders:us', 'pay:eu', 'x']) await fill(rig, name, 1);
      },
      { patterns: ['orders:*', 'pay:??'] },
    );
    await sees('the sweep', () => ticks.at(-1)?.discovery.complete);
    await sees('three', () => stream('orders:eu') && stream('orders:us') && stream('pay:eu'));
    expect(stream('x')).toBeUndefined();
  });
});

describe('unread entries that are many', () => {
  test('are counted from whichever side is shorter, and then kept up with', async () => {
    const { rig, sees, group } = await watch((rig) => many(rig, 30_000, { early: '700-0', late: '28000-0' }));
    await sees('early', () => group('log', 'early')?.unread.known);
    await sees('late', () => group('log', 'late')?.unread.known);
    expect(group('log', 'early')?.unread).toMatchObject(exactly(29_300));
    expect(group('log', 'late')?.unread).toMatchObject(exactly(2_000));
    await rig.call('XREADGROUP', 'GROUP', 'late', 'c', 'COUNT', 300, 'STREAMS', 'log', '>');
    await rig.call('XADD', 'log', '30001-0', 'f', 'v');
    await rig.call('XTRIM', 'log', 'MAXLEN', 29_000);
    const trimmed = 30_001 - 29_000;
    await sees('both again', () => {
      const [early, late] = [group('log', 'early')?.unread, group('log', 'late')?.unread];
      return early?.known && late?.known && early.value === 29_000 && late.value === 1_701;
    });
    expect(trimmed).toBeGreaterThan(700);
    expect(group('log', 'late')?.oldestUnreadId).toEqual({ known: true, value: '28301-0' });
  });

  test(
    'in the middle of what cannot be counted say "more than", and never more than is true',
    { timeout: 40_000 },
    async () => {
      const { rig, sees, group } = await watch((rig) => many(rig, 40_000, { middle: '20000-0' }));
      const unread = await sees('an answer', () => {
        const figure = group('log', 'middle')?.unread;
        return figure?.known && figure;
      });
      expect(unread).toMatchObject({ quality: 'more-than' });
      expect(unread.value).toBeGreaterThan(9_000);
      expect(unread.value).toBeLessThan(20_000);
      await rig.call('XGROUP', 'SETID', 'log', 'middle', '39000-0');
      await sees(
        'the exact count',
        () => {
          const figure = group('log', 'middle')?.unread;
          return figure?.known && figure.quality === 'exact' && figure.value === 1_000;
        },
        25_000,
      );
    },
  );
});

describe('the figures of a group', () => {
  test('follow a reader tick by tick, down to the oldest unread, the oldest pending and its holder', async () => {
    const { rig, sees, group } = await watch(async (rig) => {
      await fill(rig, 's', 20);
      await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
    });
    await sees('the group', () => group('s')?.unread.known);
    await rig.call('XREADGROUP', 'GROUP', 'g', 'ann', 'COUNT', 8, 'STREAMS', 's', '>');
    await rig.call('XACK', 's', 'g', '1-0', '2-0');
    await sees('the reading', () => {
      const is = group('s');
      return is?.pending === 6 && is.oldestPending.known && is.oldestPending.value?.id === '3-0';
    });
    expect(group('s')).toMatchObject({
      unread: exactly(12),
      position: '8-0',
      oldestUnreadId: { known: true, value: '9-0' },
      oldestPending: { value: { consumer: 'ann', deliveries: 1 } },
      consumerList: { value: { consumers: [{ consumer: 'ann', pending: 6 }] } },
    });
  });

  test('name the most often delivered pending entry and all who held it', async () => {
    const { rig, sees, group } = await watch(async (rig) => {
      await fill(rig, 's', 200);
      await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
      await rig.call('XREADGROUP', 'GROUP', 'g', 'ann', 'STREAMS', 's', '>');
    });
    await rig.call('XCLAIM', 's', 'g', 'bob', 0, '150-0');
    const worst = () => {
      const figure = group('s')?.worstPending;
      return figure?.known ? figure.value : undefined;
    };
    await sees('the second delivery', () => worst()?.entry.id === '150-0', 20_000);
    await rig.call('XCLAIM', 's', 'g', 'cid', 0, '150-0');
    await sees('the third', () => worst()?.entry.deliveries === 3, 20_000);
    expect(worst()?.holders).toEqual(['bob', 'cid']);
    await rig.call('XACK', 's', 'g', '150-0');
    await sees('that it is dealt with', () => worst()?.entry.id !== '150-0');
    expect(worst()?.entry.deliveries).toBe(1);
  });

  test('an unchanged stream stays the very same object', async () => {
    const { sees, stream, polls } = await watch((rig) => fill(rig, 'quiet', 5));
    await sees('it', () => stream('quiet')?.memoryBytes.known);
    const before = stream('quiet');
    await polls(5);
    expect(stream('quiet')).toBe(before);
  });

  test('entries of a megabyte do not travel with every poll', async () => {
    const { rig, sees, group, stream, ticks, polls } = await watch(async (rig) => {
      await fill(rig, 'fat', 3, 'x'.repeat(1_000_000));
      await rig.call('XGROUP', 'CREATE', 'fat', 'g', '0');
    });
    await sees('the group', () => group('fat')?.unread.known);
    expect(group('fat')?.unread).toMatchObject(exactly(3));
    expect(stream('fat')?.ends).toMatchObject({ value: { fat: true, firstId: '1-0', lastId: '3-0' } });
    await polls(2);
    const seen = ticks.length;
    for (let at = 4; at < 8; at += 1) await rig.call('XADD', 'fat', `${at}-0`, 'f', 'x'.repeat(1_000_000));
    await sees('the additions', () => stream('fat')?.length === 7);
    await polls(3);
    const bytes = ticks.slice(seen).reduce((sum, { cost }) => sum + cost.bytesIn, 0);
    expect(bytes).toBeLessThan(100_000);
  });
});
