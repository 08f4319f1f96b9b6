import { expect, test } from 'vitest';
import { chartCsv } from './chart-csv.ts';
import { chartRows } from './chart-rows.ts';
import type { ChartSeries } from './series.ts';

const series = (key: string, name: string, points: ChartSeries['points']): ChartSeries => ({
  key,
  name,
  colour: 'size',
  shape: 'line',
  points,
  current: '',
});

test('times are ISO in UTC and what is not known is an empty cell, not zero', () => {
  const both = [
    series('a', 'in', [
      [0, 1.5],
      [1_000, null],
    ]),
    series('b', 'out', [[0, 0]]),
  ];
  expect(chartCsv(both, chartRows(both))).toBe(
    'time,in,out\n1970-01-01T00:00:00.000Z,1.5,0\n1970-01-01T00:00:01.000Z,,\n',
  );
});

test('a name with a comma or a quote stays one cell, and a name cannot become a formula', () => {
  const odd = [series('a', 'a,"b"', [[0, 1]]), series('b', '=HYPERLINK(1)', [[0, 2]])];
  expect(chartCsv(odd, chartRows(odd)).split('\n')[0]).toBe('time,"a,""b""",\'=HYPERLINK(1)');
});
