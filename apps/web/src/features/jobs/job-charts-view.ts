import { formatCount, formatRate } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import type { ChartSeries, ChartThreshold } from '../../charts/series.ts';

export interface JobChartsView {
  readonly from: number;
  readonly to: number;
  readonly speed: readonly ChartSeries[];
  readonly speedFinding: string;
  /** Empty = nobody reads the target through a group. */
  readonly unread: readonly ChartSeries[];
  readonly unreadFinding: string;
  readonly limits: readonly ChartThreshold[];
}

/** One reading alone has no width. */
const LEAST_MS = 1_000;

/** Both charts of a job over the same stretch of time; null while there is nothing to draw. */
export function jobChartsView(job: JobDetail): JobChartsView | null {
  const instants = [...job.speed, ...job.targetUnread.flatMap(({ points }) => points)].map(([at]) => at);
  if (instants.length === 0) return null;
  const first = instants.reduce((a, b) => Math.min(a, b));
  const to = Math.max(
    instants.reduce((a, b) => Math.max(a, b)),
    first + LEAST_MS,
  );
  const rate = job.speed.at(-1)?.[1];
  const several = job.targetUnread.length > 1;
  const fastest = job.speed.reduce((most, [, perSecond]) => Math.max(most, perSecond), 0);
  return {
    from: first,
    to,
    speed: [
      {
        key: 'speed',
        name: 'copied',
        colour: 'flow-in',
        shape: 'area',
        points: job.speed,
        current: rate === undefined ? '' : formatRate(rate),
      },
    ],
    speedFinding: `${job.rateLimit === null ? 'Gently' : `Limit ${formatRate(job.rateLimit)}`}, at most ${formatRate(fastest)} so far.`,
    unread: job.targetUnread.map(({ group, points }) => {
      const newest = points.at(-1)?.[1] ?? null;
      return {
        key: group,
        name: group,
        colour: several ? 'text-2' : 'lag',
        shape: several ? 'line' : 'area',
        points,
        current: newest === null ? 'unknown' : formatCount(newest),
      };
    }),
    unreadFinding: unreadFinding(job),
    limits:
      job.slowsAbove === null
        ? []
        : [{ value: job.slowsAbove, text: `job slows down above ${formatCount(job.slowsAbove)}`, tone: 'warn' }],
  };
}

function unreadFinding(job: JobDetail): string {
  return job.targetUnread
    .map(({ group, points }) => {
      const newest = points.at(-1)?.[1] ?? null;
      return `${group} has ${newest === null ? 'an unknown number' : formatCount(newest, 'full')} unread.`;
    })
    .join(' ');
}
