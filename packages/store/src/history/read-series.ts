import { type BucketDrawing, drawBuckets } from '@weir/domain/history/bucket-points';
import { fillRing, ringWidth } from '@weir/domain/history/fill-ring';
import type { PastMetric, PastSeries, PastSeriesRequest } from '@weir/domain/history/history';
import { ROLLUPS } from '@weir/domain/history/rollup-shape';
import { GROUP_METRIC } from '@weir/domain/metrics/group-metrics';
import { createRingPool, type Ring } from '@weir/domain/metrics/ring';
import {
  groupPoints,
  type Points,
  type PointsWanted,
  streamPoints,
  totalPoints,
} from '@weir/domain/metrics/series-points';
import { HOUR_MS, MINUTE_MS } from './close-recording.ts';
import { eachHour, eachMinute } from './read-buckets.ts';
import type { PackReader } from './packs.ts';
import { cursorIn } from './read-logs.ts';
import type { Statements } from './statements.ts';
import type { Stretch, Stretches } from './stretches.ts';

interface Reading {
  readonly packs: PackReader;
  readonly stretches: Stretches;
  readonly within: readonly Stretch[];
  readonly series: number;
  readonly request: PastSeriesRequest;
}

// Beyond this many polls would fall on a pixel, and minutes say the same.
const POLLS_AT_MOST_MS = 26 * HOUR_MS;

/** The points of one request, from the finest recording that reaches back far enough; none where nothing is known. */
export function readSeries(
  statements: Statements,
  packs: PackReader,
  stretches: Stretches,
  request: PastSeriesRequest,
): readonly PastSeries[] {
  const { connection, name, metrics, from, to } = request;
  const { kind, stream, group, consumer } = name;
  const series = statements.findSeries.get(connection, kind, stream, group, consumer)?.['series'];
  if (series === undefined) return metrics.map((metric) => ({ metric, points: [] }));
  const within = stretches.between(connection, from, to);
  const reading: Reading = { packs, stretches, within, series: Number(series), request };
  const oldest = stretches.oldest(connection);
  // What began after the time asked for is whole all the same, unless something coarser goes further back.
  if (to - from <= POLLS_AT_MOST_MS && (from >= oldest.polls || oldest.minutes >= oldest.polls)) {
    return fromPolls(reading);
  }
  const minutesDo = from >= oldest.minutes || oldest.hours >= oldest.minutes;
  return fromBuckets(reading, minutesDo ? MINUTE_MS : HOUR_MS);
}

function fromPolls({ packs, stretches, within, series, request }: Reading): readonly PastSeries[] {
  const { name, from, to, maxPoints, metrics } = request;
  const { kind } = name;
  let slots = 2;
  for (const stretch of within) {
    const polls = stretches.pollsOf(stretch);
    slots += Math.min(polls.count, polls.indexFrom(to + 1) - polls.indexFrom(from) + 2);
  }
  const ring = createRingPool(ringWidth(kind), slots, 1, 1).ring();
  const stepMs = (to - from) / (2 * maxPoints);
  for (const stretch of within) {
    const cursor = cursorIn(packs, stretch, series, kind);
    if (cursor === undefined) continue;
    const upTo = Math.min(to, stretch.end);
    fillRing(kind, ring, cursor, stretches.pollsOf(stretch), { from, to: upTo, stepMs });
  }
  return metrics.map((metric) => ({
    metric,
    points:
      metric === 'consumers' ? consumersIn(kind, ring, request) : pointsIn(kind, ring, { metric, from, to, maxPoints }),
  }));
}

function consumersIn(kind: Kind, ring: Ring, { from, to, maxPoints }: PastSeriesRequest): Points {
  return kind === 'group' ? ring.points(GROUP_METRIC.consumers, from, to, maxPoints) : [];
}

type Kind = PastSeriesRequest['name']['kind'];

function pointsIn(kind: Kind, ring: Ring, wanted: PointsWanted): Points {
  switch (kind) {
    case 'group':
      return groupPoints(ring, wanted) ?? [];
    case 'stream':
      return streamPoints(ring, wanted) ?? [];
    case 'total':
      return totalPoints(ring, wanted) ?? [];
    case 'consumer':
      return wanted.metric === 'pending' ? ring.points(0, wanted.from, wanted.to, wanted.maxPoints) : [];
    default:
      return kind satisfies never;
  }
}

/** One metric being drawn; `instead` is shown where the first has no figure. */
interface Drawn {
  readonly metric: PastMetric;
  readonly scale: number;
  readonly drawing: BucketDrawing | undefined;
  readonly instead: BucketDrawing | undefined;
}

function fromBuckets(reading: Reading, bucketMs: number): readonly PastSeries[] {
  const { packs, stretches, within, series, request } = reading;
  const { kind } = request.name;
  const drawn = request.metrics.map((metric): Drawn => {
    const isMilli = kind === 'total' && (metric === 'inPerSecond' || metric === 'outPerSecond');
    const kept = isMilli ? MILLI[metric] : metric;
    return {
      metric,
      scale: isMilli ? 1 / 1_000 : 1,
      drawing: drawBuckets(ROLLUPS[kind], kept, bucketMs, request),
      // A server that keeps no count: the growth of the length instead, as for the hour in memory.
      instead:
        kind === 'stream' && metric === 'inPerSecond'
          ? drawBuckets(ROLLUPS.stream, 'growth', bucketMs, request)
          : undefined,
    };
  });
  const take = (bucket: number, places: Float64Array): void => {
    for (const { drawing, instead } of drawn) {
      drawing?.add(bucket, places);
      instead?.add(bucket, places);
    }
  };
  if (bucketMs === MINUTE_MS) eachMinute(packs, stretches, within, series, kind, take);
  else eachHour(packs, stretches, within, series, kind, take);
  return drawn.map(({ metric, scale, drawing, instead }) => {
    const points = drawing?.points() ?? [];
    const isKnown = instead === undefined || points.some(([, figure]) => figure !== null);
    const shown = isKnown ? points : instead.points();
    return { metric, points: scale === 1 ? shown : shown.map(([t, figure]) => [t, figure && figure * scale]) };
  });
}

const MILLI = { inPerSecond: 'inMilli', outPerSecond: 'outMilli' } as const;
