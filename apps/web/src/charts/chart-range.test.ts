import type { SeriesAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { chartRange, newestOf, parseWindow, pointsOf, windowParam } from './chart-range.ts';

const NOW = 10_000_000;
const HOUR = { kind: 'moving', span: '1h' } as const;
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
        HOUR,
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
        HOUR,
      ).from;
    expect(seen(1_200_000)).toBe(NOW - 1_200_000);
    expect(seen(120_000)).toBe(NOW - 120_000);
    expect(seen(2_000)).toBe(NOW - 60_000);
    expect(chartRange([], NOW, HOUR).from).toBe(NOW - 60_000);
  });

  test('goes no further back than asked for, and keeps what was asked for', () => {
    const answers = [length([[NOW - 3_000_000, 1]])];
    expect(chartRange(answers, NOW, { kind: 'moving', span: '5m' })).toEqual({
      from: NOW - 300_000,
      to: NOW,
      asked: NOW - 300_000,
    });
    expect(chartRange(answers, NOW, HOUR)).toMatchObject({ from: NOW - 3_000_000, asked: NOW - 3_600_000 });
  });

  test('is an hour where the address names no range, or none there is', () => {
    const spans = ['5m', '15m', '1h', undefined, '7d', '3d', '2026-11-20..'].map((text) => parseWindow(text));
    expect(spans.map((window) => window.kind === 'moving' && window.span)).toEqual([
      '5m',
      '15m',
      '1h',
      '1h',
      '7d',
      '1h',
      '1h',
    ]);
  });

  test('stands still where the address names both ends, and comes back to the same address', () => {
    const [from, to] = [Date.UTC(2026, 10, 20, 13, 32), Date.UTC(2026, 10, 20, 14, 32)];
    const window = parseWindow('2026-11-20T13:32Z..14:32Z');
    expect(window).toEqual({ kind: 'fixed', from, to });
    expect(chartRange([], NOW, window)).toEqual({ from, to, asked: from });
    expect(windowParam(window)).toBe('2026-11-20T13:32:00Z..14:32:00Z');
    const long = { kind: 'fixed', from, to: to + 86_400_000 } as const;
    expect(parseWindow(windowParam(long))).toEqual(long);
    expect(parseWindow('2026-11-20T14:32Z..13:32Z').kind).toBe('moving');
    expect(windowParam(parseWindow('24h'))).toBe('24h');
    expect(windowParam(parseWindow(undefined))).toBeUndefined();
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
