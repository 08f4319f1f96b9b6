import type { DeadLetterReason } from '@weir/domain/wire/dead-letter-answers';
import { describe, expect, test } from 'vitest';
import { NO_CHOICE } from '../pending/pending-choice-view.ts';
import { filterOf, isNarrowed, paramsOf } from './letters-search.ts';
import {
  filterOfReason,
  isReasonOf,
  listedStream,
  lookedWords,
  sampleWords,
  selectionOf,
  titleWords,
} from './letters-view.ts';

const reason: DeadLetterReason = {
  stream: 'orders:dlq',
  origin: 'orders',
  group: null,
  error: 'timeout',
  count: 3,
  firstAt: 1,
  lastAt: 2,
};
const stream = (name: string, length: number) => ({ stream: name, origin: null, library: null, length, lastId: null });

test('the title counts, and zero is said in words', () => {
  expect([titleWords({ total: 0 }), titleWords({ total: 1 }), titleWords({ total: 1_234 })]).toEqual([
    'No dead letters',
    '1 dead letter',
    '1,234 dead letters',
  ]);
});

test('the listed stream is the one the address names, else the fullest', () => {
  const streams = [stream('a:dlq', 0), stream('b:dlq', 2)];
  expect(listedStream(streams, 'a:dlq')).toBe('a:dlq');
  expect(listedStream(streams, 'gone:dlq')).toBe('b:dlq');
  expect(listedStream([stream('a:dlq', 0)], undefined)).toBe('a:dlq');
  expect(listedStream([], undefined)).toBeUndefined();
});

describe('the filter in the address', () => {
  test('comes back from it, "does not say" too', () => {
    for (const filter of [{}, filterOfReason(reason), { origin: '', error: '' }, { text: 'sku' }]) {
      expect(filterOf(paramsOf(filter))).toEqual(filter);
    }
    expect(isNarrowed({})).toBe(false);
    expect(isNarrowed({ error: '' })).toBe(true);
  });

  test('of a reason is recognised as the one that is on', () => {
    expect(isReasonOf(reason, 'orders:dlq', filterOfReason(reason))).toBe(true);
    expect(isReasonOf(reason, 'other:dlq', filterOfReason(reason))).toBe(false);
    expect(isReasonOf(reason, 'orders:dlq', { origin: 'orders' })).toBe(false);
  });
});

test('what is chosen becomes a selection: rows, or all that match', () => {
  expect(selectionOf(NO_CHOICE, {})).toBeUndefined();
  expect(selectionOf({ ids: new Set(['1-0', 'x']), all: false, last: null }, {})).toEqual({ ids: ['1-0'] });
  expect(selectionOf({ ids: new Set(), all: true, last: null }, { origin: 'orders', error: '' })).toEqual({
    matching: { origin: 'orders', error: '' },
  });
});

test('how much was looked at is said where it is not all', () => {
  const sampled = [{ stream: 'a', entries: 500, of: 4_000, complete: false }];
  expect(sampleWords({ items: [], sampled, unread: [] })).toBe('the newest 500 of 4,000');
  expect(sampleWords({ items: [], sampled: [], unread: [{ stream: 'a', because: 'x' }] })).toBe('1 not read');
  expect(lookedWords(50, 50, {})).toBe('50 shown');
  expect(lookedWords(2_000, 3, { text: 'a' })).toBe('3 of 2,000 looked at match what was typed');
});
