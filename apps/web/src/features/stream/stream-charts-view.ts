import { formatBytes, formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { SeriesAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { newestOf, pointsOf } from '../../charts/chart-range.ts';
import type { ChartSeries } from '../../charts/series.ts';

/** In of a stream against out of one of its groups. `group` undefined = nobody reads it through a group. */
export function throughputSeries(
  stream: readonly SeriesAnswer[],
  ofGroup: readonly SeriesAnswer[] | undefined,
  group: GroupRow | undefined,
): ChartSeries[] {
  const incoming = pointsOf(stream, 'inPerSecond');
  const series: ChartSeries[] = [line('in', 'in', 'flow-in', incoming)];
  if (group !== undefined && ofGroup !== undefined)
    series.push(line('out', `${group.group} out`, 'flow-out', pointsOf(ofGroup, 'outPerSecond')));
  return series;
}

export function throughputFinding(series: readonly ChartSeries[]): string {
  return `${series.map(({ name, current }) => `${name} ${current === '' ? 'unknown' : current}`).join(', ')}.`;
}

export function lengthSeries(stream: readonly SeriesAnswer[], row: StreamRow): ChartSeries[] {
  return [area('length', 'length', 'size', pointsOf(stream, 'length'), formatCount(row.length))];
}

export function memorySeries(stream: readonly SeriesAnswer[], row: StreamRow): ChartSeries[] {
  const now = row.memoryBytes === null ? 'unknown' : formatBytes(row.memoryBytes);
  return [area('memory', 'memory', 'size', pointsOf(stream, 'memoryBytes'), now)];
}

/** "1,526,400 now, between 1,500,000 and 1,690,000 in this range." */
export function rangeFinding(series: ChartSeries | undefined, format: (value: number) => string): string {
  const values = (series?.points ?? []).map(([, value]) => value).filter((value) => value !== null);
  if (series === undefined || values.length === 0) return 'No readings yet.';
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  if (least === most) return `${series.current} all the time.`;
  return `${series.current} now, between ${format(least)} and ${format(most)} in this range.`;
}

/** A count in full: down-sampled points may stand between two whole numbers. */
export function wholeCount(value: number): string {
  return formatCount(Math.round(value), 'full');
}

/** A rate on an axis: per second, with as many decimals as small rates need. */
export function rateTick(perSecond: number): string {
  return perSecond >= 10 ? formatCount(Math.round(perSecond)) : String(Number(perSecond.toFixed(2)));
}

export function line(
  key: string,
  name: string,
  colour: ChartSeries['colour'],
  points: ChartSeries['points'],
): ChartSeries {
  const newest = newestOf(points);
  return { key, name, colour, shape: 'line', points, current: newest === null ? '' : formatRate(newest) };
}

export function area(
  key: string,
  name: string,
  colour: ChartSeries['colour'],
  points: ChartSeries['points'],
  current: string,
): ChartSeries {
  return { key, name, colour, shape: 'area', points, current };
}
