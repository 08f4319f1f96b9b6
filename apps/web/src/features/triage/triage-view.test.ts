import { describe, expect, test } from 'vitest';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { groupRow, summaryOf } from '../../live/test-rows.ts';
import { eventShape, withoutEchoes } from './event-view.ts';
import { stripBlocks, stripShares } from './group-strip-view.ts';
import { nextOrder, TROUBLED_SHOWN } from './held-order.ts';
import { memoryContext, memoryFigure, unreadContext, unreadFigure } from './tiles-view.ts';

const idle = { busy: false, forced: false };
const bad = (key: number, unread: number) =>
  groupRow({ key, group: `g${key}`, level: 'critical', status: 'falling-behind', unread, oldestUnreadAt: 1 });
const calm = (key: number) => groupRow({ key, group: `g${key}` });

describe('the order of Triage', () => {
  test('worst first, at most twelve with sentences', () => {
    const rows = [calm(1), ...Array.from({ length: 20 }, (_, at) => bad(at + 2, at + 1))];
    const order = nextOrder(null, rows, 1_000_000, idle);
    expect(order.troubled).toHaveLength(TROUBLED_SHOWN);
    expect(order.troubled[0]).toBe(21);
    expect(order.rest.at(-1)).toBe(1);
  });

  test('rows keep their places for 10 s after they last changed', () => {
    const first = nextOrder(null, [bad(1, 9), bad(2, 5)], 1_000_000, idle);
    const turned = [bad(1, 5), bad(2, 9)];
    expect(nextOrder(first, turned, 1_009_999, idle)).toBe(first);
    expect(nextOrder(first, turned, 1_010_000, idle).troubled).toEqual([2, 1]);
  });

  test('new trouble does not wait for the ten seconds, and moves no row that has its sentence', () => {
    const first = nextOrder(null, [bad(1, 9), calm(2), calm(3)], 1_000_000, idle);
    const next = nextOrder(first, [bad(1, 9), calm(2), bad(3, 500)], 1_002_000, idle);
    expect(next).toMatchObject({ troubled: [1, 3], rest: [2] });
    expect(nextOrder(next, [bad(1, 9), calm(2), bad(3, 500)], 1_011_000, idle).troubled).toEqual([3, 1]);
  });

  test('new trouble waits while the pointer is in the list', () => {
    const first = nextOrder(null, [bad(1, 9), calm(2)], 1_000_000, idle);
    expect(nextOrder(first, [bad(1, 9), bad(2, 5)], 1_002_000, { busy: true, forced: false })).toMatchObject({
      troubled: [1],
      moved: 1,
    });
  });

  test('groups that are found while the pointer is in the list appear at its end', () => {
    const first = nextOrder(null, [calm(5)], 1_000_000, idle);
    const next = nextOrder(first, [calm(5), calm(2)], 1_002_000, { busy: true, forced: false });
    expect(next.rest).toEqual([5, 2]);
    expect(nextOrder(next, [calm(5), calm(2)], 1_030_000, idle).rest).toEqual([2, 5]);
  });

  test('a change after a quiet time shows at once', () => {
    const first = nextOrder(null, [bad(1, 9), calm(2)], 1_000_000, idle);
    const still = nextOrder(first, [bad(1, 9), calm(2)], 1_030_000, idle);
    expect(still).toBe(first);
    expect(nextOrder(still, [bad(1, 9), bad(2, 50)], 1_032_000, idle).troubled).toEqual([2, 1]);
  });

  test('while the pointer is in the list nothing moves, but it says how many would', () => {
    const first = nextOrder(null, [bad(1, 9), bad(2, 5)], 1_000_000, idle);
    const busy = nextOrder(first, [bad(1, 5), bad(2, 9)], 1_060_000, { busy: true, forced: false });
    expect(busy.troubled).toEqual([1, 2]);
    expect(busy.moved).toBe(2);
    expect(nextOrder(busy, [bad(1, 5), bad(2, 9)], 1_060_500, { busy: true, forced: true })).toMatchObject({
      troubled: [2, 1],
      moved: 0,
    });
  });

  test('a row that recovers counts as moved', () => {
    const first = nextOrder(null, [bad(1, 9), bad(2, 5)], 1_000_000, idle);
    expect(nextOrder(first, [bad(1, 9), calm(2)], 1_060_000, { busy: true, forced: false }).moved).toBe(1);
  });

  test('calm rows that trade places are not announced', () => {
    const first = nextOrder(null, [calm(1), calm(2)], 1_000_000, idle);
    const traded = [groupRow({ key: 1, group: 'z' }), calm(2)];
    expect(nextOrder(first, traded, 1_060_000, { busy: true, forced: false }).moved).toBe(0);
  });

  test('a clock that went back does not freeze the list', () => {
    const first = nextOrder(null, [bad(1, 9), bad(2, 5)], 1_000_000, idle);
    expect(nextOrder(first, [bad(1, 5), bad(2, 9)], 500_000, idle).troubled).toEqual([2, 1]);
  });
});

describe('the strip', () => {
  test('blocks stand worst first, then by name', () => {
    const rows = [
      groupRow({ key: 1, group: 'b' }),
      groupRow({ key: 2, group: 'a' }),
      bad(3, 1),
      groupRow({ key: 4, level: 'idle' }),
    ];
    expect(stripBlocks(rows).map((row) => row.key)).toEqual([3, 2, 1, 4]);
  });
  test('one critical group among ten thousand is still to be seen', () => {
    const shares = stripShares({ critical: 1, warning: 0, unknown: 0, healthy: 9_999, idle: 0 });
    expect(shares.map((part) => part.level)).toEqual(['critical', 'healthy']);
    expect(shares[0]?.share).toBeGreaterThan(0.01);
    expect(shares.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1);
  });
});

const NO_BATCH = { value: 0, groups: 0 };

describe('the tiles', () => {
  test('the unread total says what it leaves out', () => {
    expect(unreadFigure({ value: 1234, unknownGroups: 0, batch: NO_BATCH })).toBe('1,234');
    expect(unreadFigure({ value: 1234, unknownGroups: 0, batch: NO_BATCH, bound: 'at-most' })).toBe('≤ 1,234');
    expect(unreadContext(summaryOf({ groups: 3, unread: { value: 5, unknownGroups: 0, batch: NO_BATCH } }))).toBe(
      'in 3 groups',
    );
    expect(unreadContext(summaryOf({ unread: { value: 5, unknownGroups: 1, batch: NO_BATCH } }))).toBe(
      'without 1 group where it is unknown',
    );
    expect(unreadContext(summaryOf({ unread: { value: 5, unknownGroups: 2, batch: NO_BATCH } }))).toBe(
      'without 2 groups where it is unknown',
    );
    const batch = { value: 139_920, groups: 1 };
    expect(unreadContext(summaryOf({ unread: { value: 5, unknownGroups: 0, batch } }))).toBe(
      '+ 139,920 expected (batch)',
    );
    expect(unreadContext(summaryOf({ unread: { value: 5, unknownGroups: 2, batch } }))).toBe(
      '+ 139,920 expected (batch), 2 unknown',
    );
  });
  test('memory shares its unit with its limit where it can', () => {
    expect(memoryFigure({ usedBytes: 5.1e9, maxBytes: 8e9 })).toEqual({ figure: '5.1', unit: 'of 8 GB' });
    expect(memoryFigure({ usedBytes: 640e6, maxBytes: 8e9 })).toEqual({ figure: '640 MB', unit: 'of 8 GB' });
    expect(memoryFigure({ usedBytes: 640e6, maxBytes: 0 })).toEqual({ figure: '640 MB', unit: undefined });
  });
  test('streams whose size is not known are not zero bytes', () => {
    const samples = { from: 0, to: 0, count: 1 };
    const calm = { state: 'calm', level: 'idle', fullAt: null, bytesPerSecond: null, samples } as const;
    const facts = { usedBytes: 1, maxBytes: 0, evictedKeys: 0, sentence: [], grower: '' };
    const memory = { ...facts, streamsBytes: null, forecast: calm };
    expect(memoryContext(memory)).toBe('no evictions');
    expect(memoryContext({ ...memory, streamsBytes: 2.3e9, evictedKeys: 7 })).toBe(
      'streams about 2.3 GB · 7 keys evicted',
    );
    const fills = { ...calm, state: 'fills', level: 'warning', fullAt: 5, bytesPerSecond: 200_000 } as const;
    expect(memoryContext({ ...memory, forecast: fills })).toBe('fills up, 12 MB a minute');
    expect(memoryContext({ ...memory, forecast: { ...calm, state: 'full', level: 'critical' } })).toBe('full');
  });
});

test('events have the shape of what they tell', () => {
  expect(eventShape({ kind: 'state', level: 'critical' })).toBe('critical');
  expect(eventShape({ kind: 'trim', level: 'note' })).toBe('change');
  expect(eventShape({ kind: 'appeared', level: 'note' })).toBe('note');
});

const event = (id: number, part: Partial<WeirEvent>): WeirEvent => ({
  id,
  at: 100_000,
  kind: 'change',
  level: 'note',
  title: [],
  detail: [],
  stream: 's',
  group: '',
  ...part,
});
const ids = (events: readonly WeirEvent[]) => withoutEchoes(events).map(({ id }) => id);

describe('what changed is told once', () => {
  test('where a change reached a second stream, by its own object', () => {
    const [own, other] = [
      event(1, { group: 'g', detail: ['11 moved.'] }),
      event(2, { stream: 'd', detail: ['11 moved.'] }),
    ];
    expect(ids([other, own])).toEqual([1]);
    expect(ids([event(3, { at: 100_001, detail: ['11 moved.'] }), own])).toEqual([3, 1]);
  });

  test('where a trim that was seen is one that Weir made', () => {
    const made = event(1, { detail: ['1,765 entries removed.'] });
    const seen = (part: Partial<WeirEvent>) =>
      event(2, { kind: 'trim', at: 102_000, detail: [{ n: 1_765 }, ' entries removed'], ...part });
    expect(ids([seen({}), made])).toEqual([1]);
    expect(ids([seen({ stream: 'other' }), made])).toEqual([2, 1]);
    expect(ids([seen({ at: 120_000 }), made])).toEqual([2, 1]);
    // More went than Weir removed: somebody else trimmed too.
    expect(ids([seen({ detail: [{ n: 1_800 }, ' entries removed'] }), made])).toEqual([2, 1]);
  });
});
