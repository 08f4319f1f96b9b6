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

export interface SparksAnswer {
  /** In the order asked for; no points where the row is not known any more. Null = a gap. */
  readonly items: readonly { readonly points: readonly (number | null)[] }[];
}

const HOUR_MS = 3_600_000;

/** The last hour of many rows at once, for the small drawings in tables; a list of rows costs one request. */
export function readSparks(watch: Watch, request: SparksRequest): SparksAnswer {
  const to = watch.board.polledAt ?? 0;
  return {
    items: request.rows.map(({ stream, group, metric }) => {
      const wanted = { metric, from: to - HOUR_MS, to, maxPoints: request.points };
      const streamRing = watch.board.streams.get(stream)?.ring;
      const groupRing = group === undefined ? undefined : findGroup(watch.board, stream, group)?.ring;
      const points = (groupRing && groupPoints(groupRing, wanted)) ?? (streamRing && streamPoints(streamRing, wanted));
      return { points: points?.map(([, value]) => value) ?? [] };
    }),
  };
}
