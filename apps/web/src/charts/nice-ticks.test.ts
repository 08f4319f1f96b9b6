import { describe, expect, test } from 'vitest';
import { niceAxis } from './nice-ticks.ts';

describe('axis', () => {
  test.each([
    [[0, 1311], true],
    [[3, 98], true],
    [[0.2, 0.7], true],
    [[205, 222, 174], false],
    [[1_500_000, 1_690_000], false],
    [[42, 42, 42], false],
    [[7], true],
  ])('%j from zero %s has two to five round ticks that hold the values', (values, fromZero) => {
    const axis = niceAxis(values, fromZero);
    expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
    expect(axis.ticks.length).toBeLessThanOrEqual(5);
    expect(axis.low).toBeLessThanOrEqual(Math.min(...values));
    expect(axis.high).toBeGreaterThanOrEqual(Math.max(...values));
    expect(axis.ticks).toEqual(axis.ticks.toSorted((a, b) => a - b));
    for (const tick of axis.ticks) expect(String(tick).replace(/[0.]/g, '').length).toBeLessThanOrEqual(4);
  });

  test('counts start at zero; a saw-tooth on a high level does not', () => {
    expect(niceAxis([100, 1311], true).low).toBe(0);
    expect(niceAxis([1_500_000, 1_690_000], false).low).toBeGreaterThan(1_000_000);
  });

  test('jitter of a steady figure is not drawn over the full height', () => {
    const { low, high } = niceAxis([39.6, 40, 40.3], false);
    expect((40.3 - 39.6) / (high - low)).toBeLessThan(0.2);
  });

  test('nothing but zero, and nothing at all, still have an axis', () => {
    expect(niceAxis([0, 0], true)).toEqual({ low: 0, high: 1, ticks: [0, 1] });
    expect(niceAxis([], false)).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  });
});
