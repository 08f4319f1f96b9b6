import { describe, expect, test } from 'vitest';
import { chartRows, firstReading, gapsOf } from './chart-rows.ts';
import type { ChartSeries } from './series.ts';

const series = (key: string, points: ChartSeries['points']): ChartSeries => ({
  key,
  name: key,
  colour: 'flow-in',
  shape: 'line',
  points,
  current: '',
});

const points = (values: readonly (number | null)[]) => values.map((value, index) => [index, value] as const);

describe('rows of a chart', () => {
  test('series with different instants share one row per instant, with null where one has no point', () => {
    const rows = chartRows([
      series('in', [
        [2, 5],
        [1, 4],
      ]),
      series('out', [
        [2, 6],
        [3, 7],
      ]),
    ]);
    expect(rows.map(({ t, values }) => [t, values['in'], values['out']])).toEqual([
      [1, 4, null],
      [2, 5, 6],
      [3, null, 7],
    ]);
  });

  test('a series sampled at other instants stays one line', () => {
    const rows = chartRows([
      series('in', [
        [0, 4],
        [10, 8],
        [20, null],
        [30, 8],
      ]),
      series('out', [
        [5, 1],
        [15, 1],
        [25, 1],
      ]),
    ]);
    expect(rows.map(({ t, values }) => [t, values['in'], values['out']])).toEqual([
      [0, 4, null],
      [5, 6, 1],
      [10, 8, 1],
      [15, null, 1],
      [20, null, 1],
      [25, null, 1],
      [30, 8, null],
    ]);
  });

  test('a gap reaches from the last reading to the next; nothing before the first reading is a gap', () => {
    const rows = chartRows([
      series('in', [
        [1, null],
        [2, 5],
        [3, null],
        [4, null],
        [5, 6],
        [6, null],
      ]),
    ]);
    expect(gapsOf(rows)).toEqual([{ from: 2, to: 5 }]);
  });

  test('a figure that is unknown while another is known is no gap in polling', () => {
    const rows = chartRows([
      series('in', [
        [1, 5],
        [2, 5],
        [3, 5],
      ]),
      series('out', [
        [1, 5],
        [2, null],
        [3, 5],
      ]),
    ]);
    expect(gapsOf(rows)).toEqual([]);
  });

  test('the first reading is the earliest of all series', () => {
    expect(
      firstReading([
        series('a', [
          [1, null],
          [4, 1],
        ]),
        series('b', [[3, 2]]),
      ]),
    ).toBe(3);
    expect(firstReading([series('a', [[1, null]])])).toBeNull();
  });
});

const between = (high: readonly (number | null)[], low: readonly (number | null)[]) =>
  chartRows([series('in', points(high)), series('out', points(low))], { upper: 'in', lower: 'out' }).map(
    (row) => row.between,
  );

describe('divergence', () => {
  test('fills from where out falls below in and stays there', () => {
    expect(between([10, 10, 10, 10, 10, 10], [10, 10, 6, 6, 6, 6])).toEqual([
      null,
      null,
      [6, 10],
      [6, 10],
      [6, 10],
      [6, 10],
    ]);
  });

  test('a dip of a few polls and the noise of two equal rates are not filled', () => {
    expect(between([10, 10, 10, 10, 10], [10, 6, 6, 10, 10]).every((fill) => fill === null)).toBe(true);
    expect(between([100, 100, 100, 100, 100], [97, 98, 96, 97, 99]).every((fill) => fill === null)).toBe(true);
  });

  test('is never filled across a gap or while nothing comes in', () => {
    expect(between([10, null, 10, 10], [6, null, 6, 6]).every((fill) => fill === null)).toBe(true);
    expect(between([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]).every((fill) => fill === null)).toBe(true);
  });
});
