import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  eventOf,
  groupName,
  type HistoryRig,
  historyRig,
  HOUR_MS,
  NOON,
  tickOf,
  verdictOf,
} from './rig/history-rig.ts';
import { BILLING, figuresAt, FRESH, ORDERS, record } from './rig/orders-history.ts';

let rig: HistoryRig;
beforeEach(() => {
  rig = historyRig();
});
afterEach(() => rig.end());

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
