import type { GroupRow } from '@weir/domain/wire/group-row';
import { describe, expect, test } from 'vitest';
import { parseLevel } from '../../format/parse-level.ts';
import { groupRow } from '../../live/test-rows.ts';
import { parseSort, sortText } from '../../ui/sort-head.tsx';
import { behindFigure, caughtUp, flowWords, unreadFigure, unreadNote } from './group-row-view.ts';
import { filterGroups, GROUP_SORTS, sortGroups, WORST_FIRST } from './groups-view.ts';

const eta = (change: Partial<GroupRow>) => caughtUp(groupRow({ unread: 5, ...change }));
const keys = (found: readonly GroupRow[]) => found.map((row) => row.key);

describe('figures of a group', () => {
  test('unread says how well it is known', () => {
    expect(unreadFigure(groupRow({ unread: 18_420 }))).toEqual({ known: true, text: '18,420' });
    expect(unreadFigure(groupRow({ unread: 7, unreadQuality: 'at-most' }))).toEqual({ known: true, text: '≤ 7' });
    expect(unreadFigure(groupRow({ unread: 100_000, unreadQuality: 'more-than' }))).toEqual({
      known: true,
      text: '> 100,000',
    });
    expect(unreadFigure(groupRow({ unread: null, unreadQuality: 'unknown', unreadBecause: 'of deletes' }))).toEqual({
      known: false,
      because: 'of deletes',
    });
  });
  test('only a figure that is not exact carries a note', () => {
    expect(unreadNote({ unreadQuality: 'exact' })).toBe('');
    expect(unreadNote({ unreadQuality: 'at-most' })).toContain('At most');
    expect(unreadNote({ unreadQuality: 'more-than' })).toContain('More than');
  });
  test('behind is 0 when nothing is unread and unknown when it cannot be told', () => {
    expect(behindFigure(groupRow({ oldestUnreadAt: 0 }), 90_000)).toEqual({ known: true, text: '0 s' });
    expect(behindFigure(groupRow({ oldestUnreadAt: 3_000 }), 90_000)).toEqual({ known: true, text: '1 m 27 s' });
    expect(behindFigure(groupRow({ oldestUnreadAt: null, behindBecause: 'ids are no times' }), 90_000)).toEqual({
      known: false,
      because: 'ids are no times',
    });
  });
  test('an entry from the future is not a negative age', () => {
    expect(behindFigure(groupRow({ oldestUnreadAt: 99_000 }), 90_000)).toMatchObject({
      known: true,
      text: expect.not.stringContaining('-'),
    });
  });
  test('in and out show which way it goes', () => {
    expect(flowWords({ inPerSecond: 212, outPerSecond: 174 })).toEqual({
      in: '212',
      out: '174',
      trend: '+38/s',
      tone: 'crit',
    });
    expect(flowWords({ inPerSecond: 96, outPerSecond: 250 })).toEqual({
      in: '96',
      out: '250',
      trend: '−154/s',
      tone: 'ok',
    });
    expect(flowWords({ inPerSecond: 86, outPerSecond: 86.4 }).trend).toBe('steady');
  });
  test('a rate that is not known is no zero', () => {
    expect(flowWords({ inPerSecond: null, outPerSecond: 0 })).toEqual({ in: '?', out: '0', trend: '', tone: 'quiet' });
  });
  test('caught up in answers never, now, a time, or nothing', () => {
    expect(eta({ eta: 'never', level: 'critical' })).toEqual({ text: 'never', note: 'at these rates', tone: 'crit' });
    expect(eta({ eta: 'time', etaMs: 90_000 }).text).toBe('1 m 30 s');
    expect(eta({ eta: 'now' }).text).toBe('now');
    expect(eta({ eta: 'now', level: 'critical', pending: 4 })).toMatchObject({ text: '—', note: 'pending only' });
    expect(eta({ eta: 'unsure' }).text).toBe('—');
    expect(eta({ eta: 'now', unread: null }).note).toBe('unread unknown');
  });
  test('a batch group that rests is not painted red', () => {
    expect(caughtUp(groupRow({ unread: 5, eta: 'never', level: 'idle' })).tone).toBe('quiet');
  });
});

describe('the table of groups', () => {
  const rows = [
    groupRow({ key: 1, group: 'b', unread: 5, oldestUnreadAt: 100 }),
    groupRow({ key: 2, group: 'a', unread: null, oldestUnreadAt: null }),
    groupRow({ key: 3, group: 'c', unread: 9, oldestUnreadAt: 50, level: 'warning' }),
    groupRow({ key: 4, group: 'd', stream: 'b-side', unread: 5, oldestUnreadAt: 0 }),
  ];
  test('worst first unless asked otherwise', () => {
    expect(keys(sortGroups(rows, WORST_FIRST, 1_000))[0]).toBe(3);
    expect(keys(sortGroups(rows, { column: 'state', down: false }, 1_000)).at(-1)).toBe(3);
  });
  test('unknown comes last whichever way the column is turned', () => {
    expect(keys(sortGroups(rows, { column: 'unread', down: true }, 0))).toEqual([3, 1, 4, 2]);
    expect(keys(sortGroups(rows, { column: 'unread', down: false }, 0))).toEqual([1, 4, 3, 2]);
  });
  test('the oldest unread is the furthest behind', () => {
    expect(keys(sortGroups(rows, { column: 'behind', down: true }, 0))).toEqual([3, 1, 4, 2]);
  });
  test('the filter looks at group and stream and joins with the state', () => {
    expect(keys(filterGroups(rows, 'b', 'any'))).toEqual([1, 4]);
    expect(keys(filterGroups(rows, '', 'warning'))).toEqual([3]);
    expect(keys(filterGroups(rows, 'b', 'warning'))).toEqual([]);
  });
  test('sort and state in the address are believed only as far as they make sense', () => {
    expect(parseSort('-unread', GROUP_SORTS, WORST_FIRST)).toEqual({ column: 'unread', down: true });
    expect(parseSort('nonsense', GROUP_SORTS, WORST_FIRST)).toBe(WORST_FIRST);
    expect(sortText({ column: 'group', down: false })).toBe('group');
    expect(parseLevel('critical')).toBe('critical');
    expect(parseLevel('12')).toBe('any');
  });
  test('ten thousand groups are filtered and sorted', () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      groupRow({ key: at, group: `group-${at}`, unread: (at * 7919) % 1_000 }),
    );
    const found = sortGroups(filterGroups(many, '*9*', 'any'), { column: 'unread', down: true }, 0);
    expect(found).toHaveLength(3_439);
  });
});
