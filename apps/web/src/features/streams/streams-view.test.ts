import { describe, expect, test } from 'vitest';
import { streamRow } from '../../live/test-rows.ts';
import { coversText, filterStreams, sortStreams, totalsText, WORST_FIRST } from './streams-view.ts';

const rows = [
  streamRow({ key: 1, stream: 'orders', memoryBytes: 500, unread: 10 }),
  streamRow({ key: 2, stream: 'audit', memoryBytes: null, level: 'critical' }),
  streamRow({ key: 3, stream: 'mail', memoryBytes: 900, unread: 20 }),
];
const keys = (found: readonly { key: number }[]) => found.map((row) => row.key);

describe('the list of streams', () => {
  test('worst first, then the one with more waiting', () => {
    expect(keys(sortStreams(rows, WORST_FIRST))).toEqual([2, 3, 1]);
  });
  test('unknown memory comes last whichever way the column is turned', () => {
    expect(keys(sortStreams(rows, { column: 'memory', down: true }))).toEqual([3, 1, 2]);
    expect(keys(sortStreams(rows, { column: 'memory', down: false }))).toEqual([1, 3, 2]);
  });
  test('filters by name pattern and state', () => {
    expect(keys(filterStreams(rows, 'or*', 'any'))).toEqual([1]);
    expect(keys(filterStreams(rows, '', 'critical'))).toEqual([2]);
  });
  test('covers is the time between first and last entry, nothing when that is not known', () => {
    expect(coversText({ firstAt: 0, lastAt: 3_600_000 * 3 + 36 * 60_000 })).toBe('3 h 36 m');
    expect(coversText({ firstAt: null, lastAt: 5 })).toBe('');
    expect(coversText({ firstAt: 9, lastAt: 5 })).not.toContain('-');
  });
  test('the total says of how many streams the memory is known', () => {
    expect(totalsText(rows)).toBe('3 streams, 30 entries, about 1.4 kB in the 2 measured.');
    expect(totalsText([streamRow({ length: 1 })])).toBe('1 stream, 1 entry, about 1 kB.');
    expect(totalsText([streamRow({ memoryBytes: null })])).toBe('1 stream, 10 entries.');
  });
});
