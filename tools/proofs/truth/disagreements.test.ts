import { known, unknown } from '@weir/domain/known/known';
import type { GroupAnswer } from '@weir/domain/wire/answers';
import { expect, test } from 'vitest';
import { disagreements, undecided } from './disagreements.ts';
import type { TrueGroup } from './true-groups.ts';

const now = 1_750_000_000_000;
const truth: TrueGroup = {
  stream: 's',
  group: 'g',
  unread: 5,
  oldestUnreadId: `${now - 60_000}-0`,
  pending: 2,
  oldestPendingId: `${now - 90_000}-0`,
  consumers: 1,
  position: `${now - 80_000}-0`,
  entriesRead: 7,
  firstId: `${now - 100_000}-0`,
  lastId: `${now - 1_000}-0`,
};

function row(changes: Partial<GroupAnswer> = {}): GroupAnswer {
  const none = known(0);
  return {
    stream: 's',
    group: 'g',
    unread: { known: true, value: 5, quality: 'exact', source: 'counted' },
    behindMs: known(60_000),
    pending: 2,
    oldestPendingMs: known(90_000),
    consumers: 1,
    lastDeliveredId: truth.position,
    entriesRead: known(7),
    inPerSecond: none,
    outPerSecond: none,
    etaMs: none,
    status: 'healthy',
    level: 'healthy',
    reason: '',
    since: now,
    seenAt: now,
    ...changes,
  };
}

test('a true row has nothing against it', () => {
  expect(disagreements(row(), truth, now)).toEqual([]);
  expect(undecided(row(), truth)).toEqual([]);
});

test.each<[string, Partial<GroupAnswer>]>([
  ['unread', { unread: { known: true, value: 4, quality: 'exact', source: '' } }],
  ['unread at most', { unread: { known: true, value: 4, quality: 'at-most', source: '' } }],
  ['unread more than', { unread: { known: true, value: 5, quality: 'more-than', source: '' } }],
  ['pending', { pending: 3 }],
  ['consumers', { consumers: 0 }],
  ['position', { lastDeliveredId: '0-0' }],
  ['entries read', { entriesRead: unknown('not told') }],
  ['behind', { behindMs: known(0) }],
  ['oldest pending', { oldestPendingMs: known(91_000) }],
])('a lie about %s is found', (what, lie) => {
  const found = disagreements(row(lie), truth, now);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`${what}:`);
});

test('an upper bound above the truth is no lie, but leaves the row undecided', () => {
  const careful = row({ unread: { known: true, value: 9, quality: 'at-most', source: '' } });
  expect(disagreements(careful, truth, now)).toEqual([]);
  expect(undecided(careful, truth)).toEqual(['unread']);
});

test('an age taken from an id that is no time is a lie', () => {
  const counters = { ...truth, oldestUnreadId: '7-0', firstId: '1-0', lastId: '9-0' };
  expect(disagreements(row(), counters, now)).toHaveLength(1);
  expect(disagreements(row({ behindMs: unknown('ids are not times') }), counters, now)).toEqual([]);
  expect(undecided(row({ behindMs: unknown('ids are not times') }), counters)).toEqual([]);
  expect(undecided(row({ behindMs: unknown('not looked yet') }), truth)).toEqual(['behind']);
});
