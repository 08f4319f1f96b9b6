import type { CallResult, Lineage, Recalled } from '@weir/domain/actions/call';
import type { SettledCall } from '@weir/domain/jobs/job';
import { describe, expect, test } from 'vitest';
import { isAnother, lostHistory } from './history.ts';

const lineage: Lineage = { runId: 'a', replicationId: 'r', replicationOffset: 1, role: 'primary' };
const result: CallResult = { done: 0, looked: 0, skipped: [], bytes: 0, reached: null, more: true };
const recalled = (number: number, done: number): Recalled => ({
  found: true,
  number,
  complete: false,
  result: { ...result, done },
});
const settled: SettledCall = { number: 3, at: 0, done: 100, firstId: null, lastId: null, skipped: [] };

describe('whose history it is', () => {
  test('another process or another replication history is another', () => {
    expect(isAnother(null, lineage)).toBe(false);
    expect(isAnother(lineage, { ...lineage, replicationOffset: 0 })).toBe(false);
    expect(isAnother(lineage, { ...lineage, runId: 'b' })).toBe(true);
    expect(isAnother(lineage, { ...lineage, replicationId: 's' })).toBe(true);
  });

  test('nothing is lost while Redis remembers at least what the journal has', () => {
    expect(lostHistory(undefined, { found: false })).toBe(false);
    expect(lostHistory(settled, recalled(3, 100))).toBe(false);
    // The call behind it ran too, and its outcome did not reach the journal.
    expect(lostHistory(settled, recalled(4, 10))).toBe(false);
  });

  test('a mark that is gone, older, or the same with less in it means that history was lost', () => {
    expect(lostHistory(settled, { found: false })).toBe(true);
    expect(lostHistory(settled, recalled(2, 100))).toBe(true);
    expect(lostHistory(settled, recalled(3, 99))).toBe(true);
  });
});
