import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricName } from '@weir/domain/wire/answers';
import { useDeferredValue } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { usePast } from '../past/use-past.ts';
import type { SparkPoint } from '../ui/sparkline-view.ts';

export interface SparkRequest {
  readonly stream: string;
  readonly group?: string;
  readonly metric: MetricName;
}

export type Sparks = ReadonlyMap<string, readonly SparkPoint[]>;

const HOUR_S = 3_600;
const EVERY_MS = 10_000;
const POINTS = 120;
// What one question may hold.
const MOST_ROWS = 200;
const NONE: Sparks = new Map();

/** Sparklines of the rows on screen, asked together and again every 10 s; missing ones are on their way. */
export function useSparks(conn: string, rows: readonly SparkRequest[]): Sparks {
  const client = useTRPCClient();
  const past = usePast();
  const moment = past === null ? undefined : (past.at ?? past.asked);
  // While scrolling, only where it comes to rest is asked for.
  const wanted = useDeferredValue(rows.slice(0, MOST_ROWS));
  const query = useQuery({
    queryKey: ['sparks', conn, moment, wanted.map(sparkKey)],
    queryFn: async ({ signal }): Promise<Sparks> => {
      const rows = wanted.map(({ stream, group, metric }) => ({
        stream,
        metric,
        ...(group === undefined ? {} : { group }),
      }));
      const answer = await client.metrics.sparks.query(
        { connection: conn, rows, points: POINTS, ...(moment === undefined ? {} : { at: moment }) },
        { signal },
      );
      return new Map(wanted.map((row, at) => [sparkKey(row), (answer.items[at]?.points ?? []).map(placed)]));
    },
    enabled: wanted.length > 0,
    refetchInterval: moment === undefined ? EVERY_MS : false,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  return query.data ?? NONE;
}

function placed([secondsAgo, value]: readonly [number, number | null]): SparkPoint {
  return [1 - secondsAgo / HOUR_S, value];
}

export function sparkKey({ stream, group, metric }: SparkRequest): string {
  return `${metric}\0${stream}\0${group ?? ''}`;
}
