import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Listed, MetricName, SeriesAnswer } from '@weir/domain/wire/answers';
import type { Watch } from '../observe/watch.ts';
import { knownGroup, knownStream } from '../streams/known-stream.ts';
import { groupPoints, streamPoints, totalPoints } from './series-points.ts';

export interface SeriesRequest {
  /** Absent = the whole connection. */
  readonly stream?: string | undefined;
  readonly group?: string | undefined;
  readonly metrics: readonly MetricName[];
  /** Redis time, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
}

/** Series of a group, a stream or, where no stream is named, the whole connection, from the hour in memory. Gaps are nulls. */
export function readSeries(watch: Watch, request: SeriesRequest): Listed<SeriesAnswer> {
  const { stream, group, from, to, maxPoints } = request;
  if (to < from) throw new ConsoleError('bad-input', 'The end of the range lies before its beginning.');
  if (stream === undefined) return wholeSeries(watch, request);
  const streamRing = knownStream(watch, stream).ring;
  const groupRing = group === undefined ? undefined : knownGroup(watch, stream, group).group.ring;
  const items = request.metrics.map((metric): SeriesAnswer => {
    const wanted = { metric, from, to, maxPoints };
    // What only the stream has (length, memory) is answered for its groups too.
    const points = (groupRing && groupPoints(groupRing, wanted)) ?? streamPoints(streamRing, wanted);
    if (points === undefined) throw new ConsoleError('bad-input', `${metric} belongs to a group; name one.`);
    return { metric, points };
  });
  return { items, nextCursor: null };
}

function wholeSeries(watch: Watch, { group, metrics, from, to, maxPoints }: SeriesRequest): Listed<SeriesAnswer> {
  if (group !== undefined) throw new ConsoleError('bad-input', 'A group belongs to a stream; name one.');
  const items = metrics.map((metric): SeriesAnswer => {
    const points = totalPoints(watch.board.totals.ring, { metric, from, to, maxPoints });
    if (points === undefined)
      throw new ConsoleError('bad-input', `${metric} is not kept of a whole connection; name a stream.`);
    return { metric, points };
  });
  return { items, nextCursor: null };
}
