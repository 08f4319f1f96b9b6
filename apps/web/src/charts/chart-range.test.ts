import type { SeriesAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { chartRange, newestOf, pointsOf } from './chart-range.ts';

const NOW = 10_000_000;
const length = (points: SeriesAnswer['points']): SeriesAnswer => ({ metric: 'length', points });

describe('range of the charts of a page', () => {
  test('is the last hour when all of it was seen', () => {
    expect(
      chartRange(
        [
          length([
            [NOW - 3_600_000, 1],
            [NOW, 2],
          ]),
        ],
        NOW,
      ),
    ).toEqual({ from: NOW - 3_600_000, to: NOW });
  });

  test('starts at the first reading of any series when that is later, but is never under five minutes', () => {
    const seen = (ms: number) =>
      chartRange(
        [
          length([
            [NOW - 3_600_000, null],
            [NOW - ms, 1],
          ]),
          length([]),
        ],
        NOW,
      ).from;
    expect(seen(1_200_000)).toBe(NOW - 1_200_000);
    expect(seen(2_000)).toBe(NOW - 300_000);
    expect(chartRange([], NOW).from).toBe(NOW - 300_000);
  });

  test('the newest figure is not one from before a gap', () => {
    expect(
      newestOf([
        [1, 5],
        [2, null],
      ]),
    ).toBe(5);
    expect(
      newestOf([
        [1, 5],
        [2, null],
        [3, null],
      ]),
    ).toBeNull();
    expect(newestOf([])).toBeNull();
  });

  test('a metric that was not answered has no points', () => {
    expect(pointsOf([length([[1, 2]])], 'pending')).toEqual([]);
  });
});
