import { WAITING_EDGES_MS } from '@weir/domain/wire/waiting-time';
import { describe, expect, test } from 'vitest';
import { cellName, idleRangeText, idleRangeWords, parseIdleRange, rangeOfCell } from './idle-range.ts';

const CELLS = [0, 1, 2, 3, 4, 5];

describe('range of time since delivery', () => {
  test('cells are named as people say them', () => {
    expect(CELLS.map((cell) => cellName(cell, WAITING_EDGES_MS))).toEqual([
      '< 10 s',
      '10–60 s',
      '1–5 m',
      '5–15 m',
      '15–45 m',
      '> 45 m',
    ]);
  });

  test('the range of every cell survives its way through the address', () => {
    for (const cell of CELLS) {
      const range = rangeOfCell(cell, WAITING_EDGES_MS);
      expect(parseIdleRange(idleRangeText(range))).toEqual(range);
    }
    expect(idleRangeText(rangeOfCell(5, WAITING_EDGES_MS))).toBe('45m..');
    expect(idleRangeText(rangeOfCell(0, WAITING_EDGES_MS))).toBe('..10s');
  });

  test('a chip says it in words', () => {
    expect(idleRangeWords({ minMs: 2_700_000, maxMs: null })).toBe('over 45 m');
    expect(idleRangeWords({ minMs: 0, maxMs: 10_000 })).toBe('under 10 s');
    expect(idleRangeWords({ minMs: 10_000, maxMs: 60_000 })).toBe('10 s to 1 m');
  });

  test('hours, days and fractions may be typed', () => {
    expect(parseIdleRange('1.5h..2d')).toEqual({ minMs: 5_400_000, maxMs: 172_800_000 });
  });

  test.each([undefined, '', '..', '45m', '45..', '10m..5m', '45m..x', '-5m..'])('%j is no range', (text) => {
    expect(parseIdleRange(text)).toBeUndefined();
  });
});
