import type { MetricName } from '@weir/domain/wire/answers';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { groupPoints, streamPoints } from './series-points.ts';

export interface SparksRequest {
  readonly rows: readonly {
    readonly stream: string;
    readonly group?: string | undefined;
    readonly metric: MetricName;
  }[];
  readonly points: number;
}

/** Whole seconds before the newest poll, which are shorter than instants and as exact as a small drawing needs. */
type SparkPoint = readonly [secondsAgo: number, value: number | null];

export interface SparksAnswer {
  /** In the order asked for, oldest first; no points where the row is not known any more. Null = a gap. */
  readonly items: readonly { readonly points: readonly SparkPoint[] }[];
}

const HOUR_MS = 3_600_000;

/** The last hour, or what there is of it, of many rows at once: small drawings in tables cost one request. */
export function readSparks(watch: Watch, request: SparksRequest): SparksAnswer {
  const to = watch.board.polledAt ?? 0;
  return {
    items: request.rows.map(({ stream, group, metric }) => {
      const streamRing = watch.board.streams.get(stream)?.ring;
      const groupRing = group === undefined ? undefined : findGroup(watch.board, stream, group)?.ring;
      const rings = [
        groupRing && { ring: groupRing, read: groupPoints },
        streamRing && { ring: streamRing, read: streamPoints },
      ];
      for (const kept of rings) {
        if (kept === undefined) continue;
        // From the first sample on: a rate is taken over a share of the time asked for, and of a young series an
        // hour's share would leave two points or none.
        const from = Math.max(to - HOUR_MS, kept.ring.oldest ?? 0);
        const points = kept.read(kept.ring, { metric, from, to, maxPoints: request.points });
        if (points !== undefined) return { points: points.map(([t, value]) => [Math.round((to - t) / 1000), value]) };
      }
      return { points: [] };
    }),
  };
}
