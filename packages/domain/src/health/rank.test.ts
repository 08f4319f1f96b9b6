import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRanked, stake, type Ranked } from './rank.ts';
import { LEVELS } from './status.ts';

const AT = 1_795_271_528_912;

function row(part: Partial<Ranked>): Ranked {
  return {
    level: 'healthy',
    status: 'healthy',
    stream: 's',
    group: 'g',
    unread: 0,
    pending: 0,
    oldestUnreadAt: 0,
    oldestPendingAt: 0,
    ...part,
  };
}

test('worst level first, whatever is at stake', () => {
  const critical = row({ level: 'critical' });
  const warning = row({ level: 'warning', unread: 1e6, oldestUnreadAt: AT - 1e6 });
  expect(compareRanked(critical, warning, AT)).toBeLessThan(0);
});

test('then what is lost for good, whatever waits elsewhere', () => {
  const losing = row({ group: 'z', level: 'critical', status: 'losing-data', unread: 3, oldestUnreadAt: AT - 1_000 });
  const stuck = row({ level: 'critical', status: 'dead-consumer', pending: 1e6, oldestPendingAt: AT - 1e6 });
  expect(compareRanked(losing, stuck, AT)).toBeLessThan(0);
  expect(
    compareRanked(row({ level: 'critical', status: 'stalled-reading' }), row({ status: 'losing-data' }), AT),
  ).toBeLessThan(0);
});

test('then entries waiting × age', () => {
  const many = row({ group: 'b', pending: 1284, oldestPendingAt: AT - 2_824_000 });
  const few = row({ group: 'a', unread: 20, oldestUnreadAt: AT - 10_000 });
  expect(compareRanked(many, few, AT)).toBeLessThan(0);
  expect(stake(few, AT)).toBe(200);
});

test('then name, group before stream', () => {
  expect(compareRanked(row({ group: 'a', stream: 'z' }), row({ group: 'b', stream: 'a' }), AT)).toBeLessThan(0);
});

test('what is not known neither wins nor breaks the order', () => {
  expect(stake(row({ unread: null, oldestUnreadAt: null }), AT)).toBe(0);
  expect(stake(row({ unread: 7, oldestUnreadAt: null }), AT)).toBe(7);
  expect(stake(row({ unread: 7, oldestUnreadAt: AT + 5000 }), AT)).toBe(0);
});

test('it is an order', () => {
  const rows = fc.record({
    level: fc.constantFrom(...LEVELS),
    status: fc.constantFrom('losing-data' as const, 'healthy' as const),
    stream: fc.constantFrom('a', 'b'),
    group: fc.constantFrom('x', 'y'),
    unread: fc.option(fc.nat(1000)),
    pending: fc.nat(1000),
    oldestUnreadAt: fc.option(fc.integer({ min: AT - 1e6, max: AT + 10 })),
    oldestPendingAt: fc.option(fc.integer({ min: AT - 1e6, max: AT + 10 })),
  });
  fc.assert(
    fc.property(rows, rows, rows, (a, b, c) => {
      expect(Math.sign(compareRanked(a, b, AT)) + Math.sign(compareRanked(b, a, AT))).toBe(0);
      if (compareRanked(a, b, AT) <= 0 && compareRanked(b, c, AT) <= 0) {
        expect(compareRanked(a, c, AT)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
