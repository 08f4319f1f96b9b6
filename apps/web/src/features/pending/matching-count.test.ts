import { expect, test } from 'vitest';
import { matchingCount } from './matching-count.ts';
import { filterOf } from './pending-search.ts';

const CONSUMERS = [{ consumer: 'worker-7', pending: 1_284 }];

test('without a filter all pending entries match', () => {
  expect(matchingCount(filterOf({}), 1_311, CONSUMERS)).toBe(1_311);
});

test('of one consumer those it holds match', () => {
  expect(matchingCount(filterOf({ consumer: 'worker-7' }), 1_311, CONSUMERS)).toBe(1_284);
  expect(matchingCount(filterOf({ consumer: 'worker-9' }), 1_311, CONSUMERS)).toBeNull();
});

test('what would have to be counted is not known', () => {
  expect(matchingCount(filterOf({ consumer: 'worker-7', idle: '45m..' }), 1_311, CONSUMERS)).toBeNull();
  expect(matchingCount(filterOf({ deliveries: '5..' }), 1_311, CONSUMERS)).toBeNull();
});
