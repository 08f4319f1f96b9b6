import type { History, PastSeriesRequest } from '@weir/domain/history/history';
import type { MetricName } from '@weir/domain/wire/answers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DAY_MS,
  type Figures,
  groupName,
  type HistoryRig,
  historyRig,
  HOUR_MS,
  NOON,
  tickOf,
} from './rig/history-rig.ts';
import { BILLING, figuresAt, FRESH, ORDERS, record } from './rig/orders-history.ts';

let rig: HistoryRig;
beforeEach(() => {
  rig = historyRig();
});
afterEach(() => rig.end());

/** A poll an hour, until the hour that ends so long after noon is put away. */
async function goOn(history: History, after: number): Promise<void> {
  const { newest } = await history.extent('main');
  const next = Math.floor((newest ?? NOON) / HOUR_MS) * HOUR_MS + HOUR_MS;
  for (rig.now = next; rig.now <= NOON + after + HOUR_MS; rig.now += HOUR_MS) {
    await record(history, rig.now, rig.now, 2_000, false);
  }
}

function asked(metrics: readonly MetricName[], from: number, to: number, maxPoints = 2_000): PastSeriesRequest {
  return { connection: 'main', name: BILLING, metrics, from, to, maxPoints };
}

async function points(history: History, metric: MetricName, from: number, to: number, maxPoints?: number) {
  const [answers] = await history.series([asked([metric], from, to, maxPoints)]);
  return answers?.[0]?.points ?? [];
}

describe('recording', () => {
  test('every sample of the hour under way comes back, and again after a restart', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 60_000, 2_000);
    const expected = Array.from({ length: 31 }, (_, index) => [NOON + index * 2_000, 100_000 + index * 2]);
    expect(await points(history, 'unread', NOON, NOON + 60_000)).toEqual(expected);
    await history.close();
    const again = await rig.open();
    expect(await points(again, 'unread', NOON, NOON + 60_000)).toEqual(expected);
    expect((await points(again, 'behindMs', NOON, NOON + 60_000)).every(([, age]) => age === 60_000)).toBe(true);
  });

  test('an hour that was being put away when Weir stopped is put away whole by the next one', async () => {
    const history = await rig.open();
    const turn = NOON + HOUR_MS;
    // More than is put away with one poll.
    const names = Array.from({ length: 2_000 }, (_, at) => groupName(`g${at}`));
    const all = (at: number, unread: number, isWhole: boolean) =>
      history.note(
        tickOf(
          at,
          names.map((name, key) => [key, name, { unread: unread + key, pending: 0, consumers: 1 }] as const),
          isWhole ? { isWhole, fresh: names.map((name, key) => ({ key, ...name })) } : {},
        ),
      );
    await all(turn - 4_000, 10, true);
    await all(turn - 2_000, 20, false);
    await all(turn, 30, false);
    await history.close();
    const again = await rig.open();
    for (const key of [0, 1_999]) {
      const request = { ...asked(['unread'], NOON, turn + 1_000), name: groupName(`g${key}`) };
      const [answers] = await again.series([request]);
      expect(answers?.[0]?.points.map(([t, figure]) => [t - turn, figure])).toEqual([
        [-4_000, 10 + key],
        [-2_000, 20 + key],
        [0, 30 + key],
      ]);
    }
    const top = { connection: 'main', metric: 'unread', from: NOON, to: NOON, limit: 1 } as const;
    expect((await again.highest(top))[0]).toMatchObject({ group: 'g1999', highest: 2_029 });
  });

  test('a tick of a connection it knows nothing of has to be whole', async () => {
    const history = await rig.open();
    expect(await history.note(tickOf(NOON, []))).toBe('again');
    await record(history, NOON, NOON + 2_000, 2_000);
  });

  test('what was not seen for a while is a gap, before a restart and without one', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 20_000, 2_000);
    await record(history, NOON + 60_000, NOON + 80_000, 2_000, false);
    await history.close();
    const again = await rig.open();
    await record(again, NOON + 84_000, NOON + 90_000, 2_000);
    const gaps = (await points(again, 'unread', NOON, NOON + 90_000)).filter(([, figure]) => figure === null);
    expect(gaps.map(([t]) => t - NOON)).toEqual([20_001, 80_001]);
  });

  test('over the turn of an hour nothing is lost and nothing is torn apart', async () => {
    const history = await rig.open();
    const turn = NOON + HOUR_MS;
    await record(history, turn - 20_000, turn + 20_000, 2_000);
    const found = await points(history, 'unread', turn - 20_000, turn + 20_000);
    expect(found).toHaveLength(21);
    expect(found.every(([, figure]) => figure !== null)).toBe(true);
    expect((await history.extent('main')).oldest).toBe(turn - 20_000);
  });

  test('a group that is gone has no figures any more, and is not in the picture', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 10_000, 2_000);
    await history.note(tickOf(NOON + 12_000, [[1, ORDERS, figuresAt(NOON).stream]], { gone: [2] }));
    await history.note(tickOf(NOON + 14_000, [[1, ORDERS, figuresAt(NOON + 14_000).stream]]));
    expect((await history.picture('main', NOON + 11_000))?.groups).toHaveLength(1);
    expect((await history.picture('main', NOON + 13_000))?.groups).toHaveLength(0);
    expect((await points(history, 'unread', NOON, NOON + 20_000)).at(-1)).toEqual([NOON + 12_000, null]);
  });

  test('a whole tick ends what it does not name', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 10_000, 2_000);
    const only = [[1, ORDERS, figuresAt(NOON).stream]] as const;
    await history.note(tickOf(NOON + 12_000, only, { isWhole: true, fresh: FRESH.slice(0, 1) }));
    expect((await history.picture('main', NOON + 12_000))?.groups).toHaveLength(0);
  });
});

describe('a clock that jumps', () => {
  test('back by a little is waited for, back by more begins anew and takes its false future with it', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 60_000, 2_000);
    await record(history, NOON + 59_000, NOON + 59_000, 2_000, false);
    expect((await history.extent('main')).newest).toBe(NOON + 60_001);
    await record(history, NOON + 10_000, NOON + 20_000, 2_000, false);
    const found = await points(history, 'pending', NOON, NOON + 90_000);
    expect(found.filter(([, figure]) => figure !== null).map(([t]) => (t - NOON) / 1_000)).toEqual([
      0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20,
    ]);
    expect((await history.picture('main', NOON + 40_000))?.at).toBe(NOON + 20_000);
  });

  test('ahead by a year makes a gap, and does not let go of everything that was kept', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 60_000, 2_000);
    const later = NOON + 365 * DAY_MS;
    rig.now = later;
    await record(history, later, later + 10_000, 2_000, false);
    await record(history, later + HOUR_MS, later + HOUR_MS, 2_000, false);
    rig.now = NOON + 70_000;
    await record(history, NOON + 70_000, NOON + 80_000, 2_000, false);
    expect(await points(history, 'pending', NOON + 70_000, NOON + 80_000)).toHaveLength(6);
    expect((await history.picture('main', NOON + 30_000))?.streams).toHaveLength(1);
    expect((await history.picture('main', NOON + 75_000))?.at).toBe(NOON + 74_000);
  });
});

describe('coarser than polls', () => {
  test('a peak of one poll is still there after a day in minutes and after a week in hours', async () => {
    const history = await rig.open({ keep: { ...KEPT_SHORT } });
    await record(history, NOON, NOON + 120_000, 2_000);
    const peak = { ...figuresAt(NOON + 122_000).group, unread: 9_000_000 };
    await history.note(tickOf(NOON + 122_000, [[2, BILLING, peak]]));
    await record(history, NOON + 124_000, NOON + 10 * 60_000, 2_000, false);
    for (const [after, from] of [
      [2 * HOUR_MS, 'minute'],
      [8 * HOUR_MS, 'hour'],
    ] as const) {
      await goOn(history, after);
      const found = await points(history, 'unread', NOON, NOON + after, 400);
      expect(Math.max(...found.map(([, figure]) => figure ?? 0))).toBe(9_000_000);
      expect((await history.picture('main', NOON + 122_000))?.from).toBe(from);
    }
    const top = { connection: 'main', metric: 'unread', from: NOON, to: NOON, limit: 5 } as const;
    expect(await history.highest(top)).toEqual([{ stream: 'orders', group: 'billing', highest: 9_000_000 }]);
  });

  test('an hour of rates is what the counters moved, polls, minutes and hours alike', async () => {
    const history = await rig.open({ keep: { ...KEPT_SHORT } });
    await record(history, NOON, NOON + HOUR_MS - 5_000, 5_000);
    const integrate = async (metric: MetricName): Promise<number> => {
      const found = await points(history, metric, NOON, NOON + HOUR_MS, 400);
      const known = found.filter(([, rate]) => rate !== null);
      return known.reduce(
        (sum, [t, rate], index) => sum + ((rate ?? 0) * (t - (known[index - 1]?.[0] ?? NOON))) / 1_000,
        0,
      );
    };
    const check = async (): Promise<void> => {
      expect((await integrate('inPerSecond')) / 7_200).toBeCloseTo(1, 1.9);
      expect((await integrate('outPerSecond')) / 3_600).toBeCloseTo(1, 1.9);
    };
    await check();
    for (const after of [2 * HOUR_MS, 8 * HOUR_MS]) {
      await goOn(history, after);
      await check();
    }
  });

  test('more than the cap is never kept: polls go first, and what is coarser stays', async () => {
    const history = await rig.open({ keep: { ...KEPT_SHORT, pollsMs: DAY_MS, minutesMs: DAY_MS, capBytes: 900_000 } });
    const names = Array.from({ length: 30 }, (_, at) => groupName(`g${at}`));
    const fresh = names.map((name, key) => ({ key, ...name }));
    for (let poll = 0; poll <= 3_600; poll += 1) {
      const { group } = figuresAt(NOON + poll * 10_000);
      const seen = names.map((name, key) => {
        const [pending, deliveries, consumers] = [7_919, 104_729, 31].map((prime) => odd(poll + key, prime));
        return [key, name, { ...group, pending, deliveries, consumers } as Figures] as const;
      });
      await history.note(tickOf(NOON + poll * 10_000, seen, poll === 0 ? { isWhole: true, fresh } : {}));
    }
    const { bytes, capBytes } = await history.size();
    expect(bytes).toBeLessThan(capBytes * 1.3);
    const { pollsFrom, oldest } = await history.extent('main');
    expect(pollsFrom).toBeGreaterThan(NOON);
    expect(oldest).toBeLessThanOrEqual(NOON);
  }, 120_000);
});

// Figures nobody could foresee, so that there is something to keep.
const odd = (poll: number, prime: number): number => (poll * prime) % 100_003;

// Polls an hour, minutes five: what takes a week otherwise.
const KEPT_SHORT = { pollsMs: HOUR_MS, minutesMs: 5 * HOUR_MS, hoursMs: 90 * DAY_MS, capBytes: 1e9 };
