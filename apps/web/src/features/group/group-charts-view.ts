import { formatCount } from '@weir/domain/metrics/format-figures';
import type { SeriesAnswer } from '@weir/domain/wire/answers';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { pointsOf } from '../../charts/chart-range.ts';
import type { ChartSeries } from '../../charts/series.ts';
import { area, line } from '../stream/stream-charts-view.ts';
import { unreadFigure } from '../groups/group-row-view.ts';

/** Pending takes the hot end of the ramp while it is what is wrong, and stays calm otherwise. */
export function pendingSeries(answers: readonly SeriesAnswer[], row: GroupRow): ChartSeries[] {
  const stuck = row.status === 'dead-consumer' || row.status === 'stalled-acknowledging';
  return [area('pending', 'pending', stuck ? 'h4' : 'h0', pointsOf(answers, 'pending'), formatCount(row.pending))];
}

export function unreadSeries(answers: readonly SeriesAnswer[], row: GroupRow): ChartSeries[] {
  const now = unreadFigure(row);
  return [area('unread', 'unread', 'lag', pointsOf(answers, 'unread'), now.known ? now.text : 'unknown')];
}

export function ratesSeries(answers: readonly SeriesAnswer[]): ChartSeries[] {
  return [
    line('in', 'in', 'flow-in', pointsOf(answers, 'inPerSecond')),
    line('out', 'acked', 'flow-out', pointsOf(answers, 'outPerSecond')),
  ];
}
