import type { MetricName } from '../wire/answers.ts';
import { GROUP_METRIC, STREAM_METRIC, TOTAL_METRICS } from './group-metrics.ts';
import { ratePoints, streamInPoints } from './rates.ts';
import type { Ring } from './ring.ts';

/** null = a gap, or not known then. */
export type Point = readonly [t: number, v: number | null];
export type Points = readonly Point[];

export interface PointsWanted {
  readonly metric: MetricName;
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

// Where each metric is kept; null = derived from counters, or none of that kind.
const GROUP_COLUMNS: Readonly<Record<MetricName, number | null>> = {
  unread: GROUP_METRIC.unread,
  pending: GROUP_METRIC.pending,
  behindMs: GROUP_METRIC.behindMs,
  oldestPendingMs: GROUP_METRIC.oldestPendingMs,
  deliveries: GROUP_METRIC.deliveries,
  inPerSecond: null,
  outPerSecond: null,
  length: null,
  memoryBytes: null,
};

/** One metric of a group; undefined where a group has none of that name. */
export function groupPoints(ring: Ring, { metric, from, to, maxPoints }: PointsWanted): Points | undefined {
  if (metric === 'inPerSecond') return ratePoints(ring, 'in', from, to, maxPoints);
  if (metric === 'outPerSecond') return ratePoints(ring, 'out', from, to, maxPoints);
  const column = GROUP_COLUMNS[metric];
  return column === null ? undefined : ring.points(column, from, to, maxPoints);
}

/** One metric of a stream; undefined where a stream has none of that name. */
export function streamPoints(ring: Ring, { metric, from, to, maxPoints }: PointsWanted): Points | undefined {
  if (metric === 'inPerSecond') return streamInPoints(ring, from, to, maxPoints);
  if (metric !== 'length' && metric !== 'memoryBytes') return undefined;
  return ring.points(STREAM_METRIC[metric], from, to, maxPoints);
}

/** One metric of a whole connection; undefined where none of that name is kept. */
export function totalPoints(ring: Ring, { metric, from, to, maxPoints }: PointsWanted): Points | undefined {
  const column = TOTAL_METRICS.findIndex((name) => name === metric);
  return column < 0 ? undefined : ring.points(column, from, to, maxPoints);
}
