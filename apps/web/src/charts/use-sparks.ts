import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricName } from '@weir/domain/wire/answers';
import { useDeferredValue, useState } from 'react';
import { useTRPCClient } from '../app/trpc.ts';
import { usePast } from '../past/use-past.ts';
import { LAST_HOUR, placeIn, type SparkSpan, sparkSpan } from '../ui/spark-span.ts';
import type { SparkPoint } from '../ui/sparkline-view.ts';

export interface SparkRequest {
  readonly stream: string;
  readonly group?: string;
  readonly metric: MetricName;
}

export interface Sparks {
  readonly span: SparkSpan;
  /** Undefined = on its way. */
  of(row: SparkRequest): readonly SparkPoint[] | undefined;
}

const EVERY_MS = 10_000;
// One in 30 s over the hour; in ten while only a part of it is drawn.
const POINTS = 120;
const POINTS_YOUNG = 360;
// What one question may hold.
const MOST_ROWS = 200;
const NONE: Sparks = { span: LAST_HOUR, of: () => undefined };

/** Sparklines of the rows on screen, asked together and again every 10 s; missing ones are on their way. */
export function useSparks(conn: string, rows: readonly SparkRequest[]): Sparks {
  const client = useTRPCClient();
  const past = usePast();
  const moment = past === null ? undefined : (past.at ?? past.asked);
  // While scrolling, only where it comes to rest is asked for. Rows that change places are the same question.
  const asked = useDeferredValue(rows.slice(0, MOST_ROWS));
  const wanted = asked.toSorted((a, b) => (sparkKey(a) < sparkKey(b) ? -1 : 1));
  const [young, setYoung] = useState(false);
  const points = young ? POINTS_YOUNG : POINTS;
  const query = useQuery({
    queryKey: ['sparks', conn, moment, points, wanted.map(sparkKey)],
    queryFn: async ({ signal }): Promise<Sparks> => {
      const rows = wanted.map(({ stream, group, metric }) => ({
        stream,
        metric,
        ...(group === undefined ? {} : { group }),
      }));
      const answer = await client.metrics.sparks.query(
        { connection: conn, rows, points, ...(moment === undefined ? {} : { at: moment }) },
        { signal },
      );
      return sparksOf(new Map(wanted.map((row, at) => [sparkKey(row), answer.items[at]?.points ?? []])));
    },
    enabled: wanted.length > 0,
    refetchInterval: moment === undefined ? EVERY_MS : false,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const sparks = query.data ?? NONE;
  if (query.data !== undefined && isYoung(sparks) !== young) setYoung(!young);
  return sparks;
}

type Recorded = readonly (readonly [secondsAgo: number, value: number | null])[];

function sparksOf(recorded: ReadonlyMap<string, Recorded>): Sparks {
  const span = sparkSpan(Math.max(0, ...[...recorded.values()].map(oldestOf)));
  // Placed once, so that a row whose figures did not change is not drawn anew.
  const placed = new Map<string, readonly SparkPoint[]>();
  for (const [key, points] of recorded) {
    placed.set(
      key,
      points.map(([ago, value]) => [placeIn(span, ago), value]),
    );
  }
  return { span, of: (row) => placed.get(sparkKey(row)) };
}

function oldestOf(points: Recorded): number {
  return Math.max(0, ...points.filter(([, value]) => value !== null).map(([ago]) => ago));
}

function isYoung({ span }: Sparks): boolean {
  return span !== LAST_HOUR;
}

function sparkKey({ stream, group, metric }: SparkRequest): string {
  return `${metric}\0${stream}\0${group ?? ''}`;
}
