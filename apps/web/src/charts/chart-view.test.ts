import { describe, expect, test } from 'vitest';
import { chartView, type ChartRequest } from './chart-view.ts';
import { gapWords, startWords, tickClock } from './chart-words.ts';

const HOUR = 3_600_000;
const request = (over: Partial<ChartRequest>): ChartRequest => ({
  series: [
    {
      key: 'a',
      name: 'a',
      colour: 'lag',
      shape: 'area',
      points: [
        [HOUR / 2, 10],
        [HOUR, 40],
      ],
      current: '40',
    },
  ],
  from: 0,
  to: HOUR,
  fromZero: true,
  markers: [],
  thresholds: [],
  formatTick: String,
  ...over,
});

const limit = (value: number) =>
  chartView(request({ thresholds: [{ value, text: 'limit', tone: 'warn' }] }), 400).axis.high;

describe('what a chart draws', () => {
  test('readings outside its range are left out, also of the axis', () => {
    const view = chartView(request({ from: HOUR * 0.75 }), 400);
    expect(view.rows.map(({ t }) => t)).toEqual([HOUR]);
  });

  test('a limit near the data is in view; one far above does not press the data flat', () => {
    expect(limit(60)).toBeGreaterThanOrEqual(60);
    expect(limit(60_000)).toBeLessThan(100);
  });

  test('without a reading there is nothing to start at', () => {
    const view = chartView(request({ series: [] }), 400);
    expect(view).toMatchObject({ startsAt: null, hasDivergence: false, rows: [] });
  });
});

describe('words under a chart', () => {
  test('say when the charts start, unless that is at the edge', () => {
    expect(startWords(HOUR / 2, 0, HOUR, 0)).toBe('Charts start at 00:30:00, when Weir first saw this.');
    expect(startWords(60_000, 0, HOUR, 0)).toBe('');
  });

  test('name the gap, or count the gaps and name the newest', () => {
    expect(gapWords([], 0)).toBe('');
    expect(gapWords([{ from: 0, to: 60_000 }], 0)).toBe('No readings 00:00:00 to 00:01:00.');
    expect(
      gapWords(
        [
          { from: 0, to: 1 },
          { from: HOUR, to: HOUR + 60_000 },
        ],
        60,
      ),
    ).toBe('2 gaps without readings, the newest 02:00:00 to 02:01:00.');
  });

  test('ticks show seconds only where the range is a few minutes', () => {
    expect(tickClock(HOUR, HOUR, 0)).toBe('01:00');
    expect(tickClock(HOUR, 300_000, 0)).toBe('01:00:00');
  });
});
