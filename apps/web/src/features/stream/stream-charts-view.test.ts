import type { SeriesAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { describe, expect, test } from 'vitest';
import { area, rangeFinding, throughputFinding, rateTick, throughputSeries, wholeCount } from './stream-charts-view.ts';

const answer = (metric: SeriesAnswer['metric'], points: SeriesAnswer['points']): SeriesAnswer => ({ metric, points });
// Only the name is read.
const group = { group: 'fulfilment' } as unknown as GroupRow;

describe('charts of a stream', () => {
  test('in stands against out of the group in most trouble', () => {
    const series = throughputSeries([answer('inPerSecond', [[1, 212]])], [answer('outPerSecond', [[1, 174]])], group);
    expect(series.map(({ name, current }) => [name, current])).toEqual([
      ['in', '212/s'],
      ['fulfilment out', '174/s'],
    ]);
    expect(throughputFinding(series)).toBe('in 212/s, fulfilment out 174/s.');
  });

  test('a stream nobody reads through a group has in alone', () => {
    expect(throughputSeries([answer('inPerSecond', [])], undefined, undefined)).toHaveLength(1);
  });

  test('the finding says unknown where there is no newest reading', () => {
    expect(throughputFinding(throughputSeries([answer('inPerSecond', [])], undefined, undefined))).toBe('in unknown.');
  });

  test('the finding of an area says now, least and most; gaps are not zeros', () => {
    const series = area(
      'length',
      'length',
      'size',
      [
        [1, 50],
        [2, null],
        [3, 90],
      ],
      '90',
    );
    expect(rangeFinding(series, wholeCount)).toBe('90 now, between 50 and 90 in this range.');
    expect(rangeFinding({ ...series, points: [[1, 50]], current: '50' }, wholeCount)).toBe('50 all the time.');
    expect(rangeFinding({ ...series, points: [[1, null]] }, wholeCount)).toBe('No readings yet.');
    expect(rangeFinding(undefined, wholeCount)).toBe('No readings yet.');
  });

  test('small rates keep their decimals on the axis, so that no two ticks read alike', () => {
    expect([0, 0.05, 0.1, 2.5, 40, 1_500].map(rateTick)).toEqual(['0', '0.05', '0.1', '2.5', '40', '1,500']);
  });

  test('a down-sampled count is a whole number, in full', () => {
    expect(wholeCount(1_526_400.4)).toBe('1,526,400');
  });
});
