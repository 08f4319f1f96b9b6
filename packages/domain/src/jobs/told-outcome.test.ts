import { expect, test } from 'vitest';
import { AT_START, type Work } from '../actions/work.ts';
import { toldOutcome } from './told-outcome.ts';

const told = (work: Work, part: Partial<typeof AT_START>, skips = {}): string =>
  toldOutcome({ kind: 'undo', title: 'Rebuild ledger', work, checkpoint: { ...AT_START, number: 1, ...part } }, skips);
const position = '1-0' as Extract<Work, { do: 'move-position' }>['position'];

test('what came of an undo is told by what it counts', () => {
  expect(told({ do: 'put-back', group: 'g', count: 3 }, { done: 3 })).toBe('3 entries put back.');
  expect(told({ do: 'put-back', group: 'g', count: 3 }, { done: 2 }, { 'pending-again': 1 })).toBe(
    '2 of 3 put back. 1 was pending already.',
  );
  expect(told({ do: 'drop-unused-group', group: 'g', position }, { done: 1 })).toBe('Rebuild ledger.');
  expect(told({ do: 'drop-unused-group', group: 'g', position }, { done: 0 })).toBe('Nothing was changed.');
});

test('that idle time began anew is told of what went back without its time, and of nothing else', () => {
  const work: Work = { do: 'put-back', group: 'g', count: 3, idleAnew: true };
  expect(told(work, { done: 3 })).toBe('3 entries put back. Their idle time began anew.');
  expect(told(work, { done: 2 }, { 'pending-again': 1 })).toBe(
    '2 of 3 put back. 1 was pending already. Their idle time began anew.',
  );
  expect(told(work, {}, { 'pending-again': 3 })).toBe('None of 3 put back. 3 were pending already.');
});

test('of a group that was made anew, that comes first', () => {
  const work: Work = { do: 'rebuild-group', group: 'g', position, entriesRead: null, consumers: [], count: 2 };
  expect(told(work, {})).toBe('Rebuild ledger.');
  expect(told(work, { done: 1, skipped: 1 }, { 'payload-gone': 1 })).toBe(
    'Rebuild ledger. 1 of 2 put back. 1 was without payload.',
  );
  expect(told(work, { number: 0 })).toBe('0 entries put back.');
});
