import { ConsoleError } from '@weir/domain/errors/console-error';
import type { SeriesName } from '@weir/domain/history/history';
import type { Ring } from '@weir/domain/metrics/ring';
import {
  groupPoints,
  type Points,
  type PointsWanted,
  streamPoints,
  totalPoints,
} from '@weir/domain/metrics/series-points';
import type { Listed, MetricName, SeriesAnswer } from '@weir/domain/wire/answers';
import { inMemory } from '../history/in-memory.ts';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { knownGroup, knownStream } from '../streams/known-stream.ts';

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

/** Where one metric of a request is kept: on disk by name, and the last hour of it in memory while its subject is there. */
interface Kept {
  readonly metric: MetricName;
  readonly name: SeriesName;
  readonly ring: Ring | undefined;
  readonly read: (ring: Ring, wanted: PointsWanted) => Points | undefined;
}

/**
 * Series of a group, a stream or, where no stream is named, the whole connection: from memory where it reaches back far
 * enough, and otherwise from what was recorded. Gaps are nulls.
 */
export async function readSeries(watch: Watch, request: SeriesRequest): Promise<Listed<SeriesAnswer>> {
  const { from, to, maxPoints } = request;
  if (to < from) throw new ConsoleError('bad-input', 'The end of the range lies before its beginning.');
  // Somebody looks: its details are kept fresh for a while.
  if (request.stream !== undefined && watch.board.streams.has(request.stream)) {
    watch.gateway.watcher.look(request.stream);
  }
  const kept = request.metrics.map((metric) => placeOf(watch, request, metric));
  const recorded = kept.filter(({ ring }) => !inMemory(watch, ring, from));
  const past = await readRecorded(watch, recorded, request);
  // The subject is not there now and never was: said as for any other page.
  if (past.every(({ points }) => points.length === 0)) requireSubject(watch, request);
  const items = kept.map(({ metric, ring, read }): SeriesAnswer => {
    const found = past.find((answer) => answer.metric === metric)?.points ?? [];
    if (found.length > 0) return { metric, points: found };
    return { metric, points: (ring && read(ring, { metric, from, to, maxPoints })) ?? [] };
  });
  return { items, nextCursor: null };
}

// What only the stream has (length, memory) is answered for its groups too.
function placeOf(watch: Watch, { stream, group }: SeriesRequest, metric: MetricName): Kept {
  if (stream === undefined) {
    if (group !== undefined) throw new ConsoleError('bad-input', 'A group belongs to a stream; name one.');
    if (!OF_TOTAL.has(metric)) {
      throw new ConsoleError('bad-input', `${metric} is not kept of a whole connection; name a stream.`);
    }
    return { metric, name: TOTAL, ring: watch.board.totals.ring, read: totalPoints };
  }
  if (group !== undefined && !OF_STREAM_ALONE.has(metric)) {
    const ring = findGroup(watch.board, stream, group)?.ring;
    return { metric, name: { kind: 'group', stream, group, consumer: '' }, ring, read: groupPoints };
  }
  if (!OF_STREAM.has(metric)) throw new ConsoleError('bad-input', `${metric} belongs to a group; name one.`);
  const ring = watch.board.streams.get(stream)?.ring;
  return { metric, name: { kind: 'stream', stream, group: '', consumer: '' }, ring, read: streamPoints };
}

const TOTAL: SeriesName = { kind: 'total', stream: '', group: '', consumer: '' };
const OF_TOTAL: ReadonlySet<MetricName> = new Set([
  'unread',
  'behindMs',
  'pending',
  'inPerSecond',
  'outPerSecond',
  'memoryBytes',
]);
const OF_STREAM_ALONE: ReadonlySet<MetricName> = new Set(['length', 'memoryBytes']);
const OF_STREAM: ReadonlySet<MetricName> = new Set([...OF_STREAM_ALONE, 'inPerSecond']);

/** One question for each subject; nothing where the history cannot be read: what is in memory is shown all the same. */
async function readRecorded(
  watch: Watch,
  kept: readonly Kept[],
  { from, to, maxPoints }: SeriesRequest,
): Promise<readonly SeriesAnswer[]> {
  if (kept.length === 0 || watch.history.state().state !== 'ok') return [];
  const byKind = Map.groupBy(kept, ({ name }) => name.kind);
  const requests = [...byKind.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const metrics = same.map(({ metric }) => metric);
    return [{ connection: watch.id, name: first.name, metrics, from, to, maxPoints }];
  });
  return (await watch.history.series(requests)).flat();
}

function requireSubject(watch: Watch, { stream, group }: SeriesRequest): void {
  if (stream === undefined) return;
  if (group === undefined) knownStream(watch, stream);
  else knownGroup(watch, stream, group);
}
