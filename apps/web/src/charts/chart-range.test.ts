import type { SeriesAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { chartRange, newestOf, parseSpan, pointsOf } from './chart-range.ts';

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
        '1h',
      ),
    ).toEqual({ from: NOW - 3_600_000, to: NOW, asked: NOW - 3_600_000 });
  });

  test('starts at the first reading of any series when that is later, but is never under one', () => {
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
        '1h',
      ).from;
    expect(seen(1_200_000)).toBe(NOW - 1_200_000);
    expect(seen(120_000)).toBe(NOW - 120_000);
    expect(seen(2_000)).toBe(NOW - 60_000);
    expect(chartRange([], NOW, '1h').from).toBe(NOW - 60_000);
  });

  test('goes no further back than asked for, and keeps what was asked for', () => {
    const answers = [length([[NOW - 3_000_000, 1]])];
    expect(chartRange(answers, NOW, '5m')).toEqual({ from: NOW - 300_000, to: NOW, asked: NOW - 300_000 });
    expect(chartRange(answers, NOW, '1h')).toMatchObject({ from: NOW - 3_000_000, asked: NOW - 3_600_000 });
  });

  test('is an hour where the address names no range, or none there is', () => {
    expect(['5m', '15m', '1h', undefined, '7d'].map(parseSpan)).toEqual(['5m', '15m', '1h', '1h', '1h']);
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
