import type { History, PastSeriesRequest } from '@weir/domain/history/history';
import type { MetricName } from '@weir/domain/wire/answers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DAY_MS,
  eventOf,
  type Figures,
  groupName,
  type HistoryRig,
  historyRig,
  HOUR_MS,
  NOON,
  streamName,
  tickOf,
  verdictOf,
} from './rig/history-rig.ts';

let rig: HistoryRig;
beforeEach(() => {
  rig = historyRig();
});
afterEach(() => rig.end());

const BILLING = groupName('billing');
const ORDERS = streamName();
const FRESH = [
  { key: 1, ...ORDERS },
  { key: 2, ...BILLING },
];

/** A stream that gets two entries a second and a group that acknowledges one of them. */
function figuresAt(at: number): { stream: Figures; group: Figures } {
  const seconds = (at - NOON) / 1_000 + 100_000;
  return {
    stream: { length: 2 * seconds, entriesAdded: 2 * seconds, lastMs: at - 400, lastSeq: 0, firstMs: 5, firstSeq: 1 },
    group: {
      unread: seconds,
      pending: 3,
      oldestUnreadAt: at - 60_000,
      oldestPendingAt: 0,
      entriesAdded: 2 * seconds,
      entriesRead: seconds,
      positionMs: at - 60_001,
      positionSeq: 4,
      deliveries: 1,
      consumers: 2,
      unreadQuality: 0,
    },
  };
}

async function record(history: History, from: number, to: number, everyMs: number, isWhole = true): Promise<void> {
  for (let at = from; at <= to; at += everyMs) {
    const { stream, group } = figuresAt(at);
    const seen = [
      [1, ORDERS, stream],
      [2, BILLING, group],
    ] as const;
    const first = at === from && isWhole;
    const answer = await history.note(tickOf(at, seen, first ? { isWhole: true, fresh: FRESH } : {}));
    expect(answer).toBe('kept');
  }
}

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
    const history = await rig.open({ keep: { ...KEPT_SHORT, pollsMs: DAY_MS, minutesMs: DAY_MS, capBytes: 100_000 } });
    await record(history, NOON, NOON, 10_000);
    for (let poll = 1; poll <= 3_600; poll += 1) {
      const { group } = figuresAt(NOON + poll * 10_000);
      const figures = { ...group, pending: odd(poll, 7_919), deliveries: odd(poll, 104_729), consumers: odd(poll, 31) };
      await history.note(tickOf(NOON + poll * 10_000, [[2, BILLING, figures]]));
    }
    const { bytes, capBytes } = await history.size();
    expect(bytes).toBeLessThan(capBytes * 1.3);
    const { pollsFrom, oldest } = await history.extent('main');
    expect(pollsFrom).toBeGreaterThan(NOON);
    expect(oldest).toBeLessThanOrEqual(NOON);
  }, 60_000);
});

// Figures nobody could foresee, so that there is something to keep.
const odd = (poll: number, prime: number): number => (poll * prime) % 100_003;

// Polls an hour, minutes five: what takes a week otherwise.
const KEPT_SHORT = { pollsMs: HOUR_MS, minutesMs: 5 * HOUR_MS, hoursMs: 90 * DAY_MS, capBytes: 1e9 };

describe('the picture of a moment', () => {
  test('has every figure as it was, the rates of the minutes before, and the verdict that stood', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 120_000, 2_000);
    const { stream, group } = figuresAt(NOON + 122_000);
    const seen = [
      [1, ORDERS, stream],
      [2, BILLING, group],
    ] as const;
    await history.note(tickOf(NOON + 122_000, seen, { verdicts: [{ key: 2, ...verdictOf() }] }));
    await record(history, NOON + 124_000, NOON + 130_000, 2_000, false);
    const before = await history.picture('main', NOON + 121_000);
    expect(before?.groups[0]).toMatchObject({ status: 'unknown', sentence: [], unread: 100_120 });
    const picture = await history.picture('main', NOON + 123_500);
    expect(picture).toMatchObject({ at: NOON + 122_000, from: 'poll' });
    expect(picture?.groups[0]).toMatchObject({
      stream: 'orders',
      group: 'billing',
      unread: 100_122,
      pending: 3,
      oldestUnreadAt: NOON + 62_000,
      position: `${NOON + 61_999}-4`,
      inPerSecond: 2,
      outPerSecond: 1,
      eta: 'never',
      ...verdictOf(),
    });
    expect(picture?.streams[0]).toMatchObject({
      length: 200_244,
      firstId: '5-1',
      lastId: `${NOON + 121_600}-0`,
      inPerSecond: 2,
      level: 'warning',
      reason: 'billing falling behind',
      unread: 100_122,
    });
    expect(await history.picture('main', NOON - 1)).toBeNull();
    expect(await history.picture('other', NOON + 123_500)).toBeNull();
  });

  test('rates reach back over the turn of an hour', async () => {
    const history = await rig.open();
    const turn = NOON + HOUR_MS;
    await record(history, turn - 120_000, turn + 4_000, 2_000);
    const picture = await history.picture('main', turn + 4_000);
    expect(picture?.groups[0]).toMatchObject({ inPerSecond: 2, outPerSecond: 1 });
  });

  test('has the consumers that were recorded', async () => {
    const history = await rig.open();
    await record(history, NOON, NOON + 2_000, 2_000);
    const worker = { kind: 'consumer', stream: 'orders', group: 'billing', consumer: 'w-1' } as const;
    const figures = { pending: 4, lastCallAt: NOON + 3_000, lastGotWorkAt: 0 };
    await history.note(tickOf(NOON + 4_000, [[-1, worker, figures]], { fresh: [{ key: -1, ...worker }] }));
    expect(await history.consumers('main', 'orders', 'billing', NOON + 5_000)).toEqual([
      { consumer: 'w-1', ...figures },
    ]);
    expect(await history.consumers('main', 'orders', 'billing', NOON + 3_000)).toEqual([]);
  });
});

describe('what was learned of groups', () => {
  test('comes back after a restart, the newest of each, in pages, until the group is gone', async () => {
    const history = await rig.open();
    const fresh = [...FRESH, { key: 3, ...groupName('mails') }];
    const keep = (at: number, key: number, text: string, more = {}) =>
      history.note(tickOf(at, [], { baselines: [{ key, text }], ...more }));
    await history.note(tickOf(NOON, [], { isWhole: true, fresh }));
    await keep(NOON + 1_000, 2, 'first');
    await keep(NOON + 2_000, 3, 'mails');
    await keep(NOON + 3_000, 2, 'second');
    await history.close();
    const again = await rig.open();
    const all = await again.baselines('main', 0, 10);
    expect(all.map(({ stream, group, text }) => [stream, group, text])).toEqual([
      ['orders', 'billing', 'second'],
      ['orders', 'mails', 'mails'],
    ]);
    expect(await again.baselines('main', all[0]?.number ?? 0, 1)).toEqual(all.slice(1));
    expect(await again.baselines('other', 0, 10)).toEqual([]);
    await again.note(tickOf(NOON + 4_000, [], { isWhole: true, fresh }));
    await again.note(tickOf(NOON + 5_000, [], { gone: [2] }));
    expect((await again.baselines('main', 0, 10)).map(({ group }) => group)).toEqual(['mails']);
  });
});

describe('events', () => {
  test('come back newest first, by place, by time and in pages, and outlive a restart', async () => {
    const history = await rig.open();
    const events = [
      eventOf(1, NOON),
      eventOf(2, NOON + 5, { stream: 'mails', group: '' }),
      eventOf(3, NOON + 5),
      eventOf(4, NOON + 9),
    ];
    await history.note(tickOf(NOON + 10, [], { isWhole: true, events }));
    await history.close();
    const again = await rig.open();
    const ids = async (wanted: object) =>
      (await again.events({ connection: 'main', limit: 10, ...wanted })).map(({ id }) => id);
    expect(await ids({})).toEqual([4, 3, 2, 1]);
    expect(await ids({ stream: 'orders', group: 'billing' })).toEqual([4, 3, 1]);
    expect(await ids({ from: NOON + 1, to: NOON + 5 })).toEqual([3, 2]);
    expect(await ids({ limit: 2 })).toEqual([4, 3]);
    expect(await ids({ before: { at: NOON + 5, id: 3 } })).toEqual([2, 1]);
    expect(await ids({ connection: 'other' })).toEqual([]);
    expect((await again.events({ connection: 'main', limit: 1 }))[0]).toEqual(events[3]);
  });
});
