import type { PastSeriesRequest } from '@weir/domain/history/history';
import type { Ring } from '@weir/domain/metrics/ring';
import { groupPoints, type Points, type PointsWanted, streamPoints } from '@weir/domain/metrics/series-points';
import type { MetricName } from '@weir/domain/wire/answers';
import { inMemory } from '../history/in-memory.ts';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';

export interface SparksRequest {
  readonly rows: readonly SparkRow[];
  readonly points: number;
  /** The hour up to then; absent = up to now. */
  readonly at?: number | undefined;
}

interface SparkRow {
  readonly stream: string;
  readonly group?: string | undefined;
  readonly metric: MetricName;
}

/** Whole seconds before the newest poll, which are shorter than instants and as exact as a small drawing needs. */
type SparkPoint = readonly [secondsAgo: number, value: number | null];

export interface SparksAnswer {
  /** In the order asked for, oldest first; no points where the row is not known any more. Null = a gap. */
  readonly items: readonly { readonly points: readonly SparkPoint[] }[];
}

const HOUR_MS = 3_600_000;

/** The last hour, or what there is of it, of many rows at once: small drawings in tables cost one request. */
export async function readSparks(watch: Watch, request: SparksRequest): Promise<SparksAnswer> {
  const to = request.at ?? watch.board.polledAt ?? 0;
  const drawn = request.rows.map((row) => fromMemory(watch, row, to, request));
  const missing = request.rows.flatMap((row, at) => (drawn[at] === undefined ? [{ row, at }] : []));
  const past = await fromHistory(
    watch,
    missing.map(({ row }) => row),
    to,
    request.points,
  );
  missing.forEach(({ at }, index) => (drawn[at] = past[index] ?? []));
  return {
    items: drawn.map((points) => ({
      points: (points ?? []).map(([t, value]) => [Math.round((to - t) / 1000), value]),
    })),
  };
}

/** Undefined where the hour in memory is not whole. */
function fromMemory(watch: Watch, row: SparkRow, to: number, { points, at }: SparksRequest): Points | undefined {
  const streamRing = watch.board.streams.get(row.stream)?.ring;
  const groupRing = row.group === undefined ? undefined : findGroup(watch.board, row.stream, row.group)?.ring;
  const rings: readonly (readonly [Ring | undefined, (ring: Ring, wanted: PointsWanted) => Points | undefined])[] = [
    [groupRing, groupPoints],
    [streamRing, streamPoints],
  ];
  for (const [ring, read] of rings) {
    if (ring === undefined) continue;
    const from = to - HOUR_MS;
    if (at !== undefined || !inMemory(watch, ring, from)) return undefined;
    // From the first sample on: a rate is taken over a share of the time asked for, and of a young series an
    // hour's share would leave two points or none.
    const wanted = { metric: row.metric, from: Math.max(from, ring.oldest ?? 0), to, maxPoints: points };
    const found = read(ring, wanted);
    if (found !== undefined) return found;
  }
  return at === undefined ? [] : undefined;
}

async function fromHistory(
  watch: Watch,
  rows: readonly SparkRow[],
  to: number,
  maxPoints: number,
): Promise<readonly Points[]> {
  if (rows.length === 0 || watch.history.state().state !== 'ok') return [];
  const requests = rows.map(({ stream, group = '', metric }): PastSeriesRequest => {
    const kind = group === '' || metric === 'length' || metric === 'memoryBytes' ? 'stream' : 'group';
    const name = { kind, stream, group: kind === 'group' ? group : '', consumer: '' } as const;
    return { connection: watch.id, name, metrics: [metric], from: to - HOUR_MS, to, maxPoints };
  });
  return (await watch.history.series(requests)).map(([answer]) => answer?.points ?? []);
}
