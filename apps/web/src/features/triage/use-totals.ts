import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MetricName } from '@weir/domain/wire/answers';
import { useTRPCClient } from '../../app/trpc.ts';
import { redisClock } from '../../live/redis-clock.ts';
import { usePast } from '../../past/use-past.ts';
import { placeIn, sparkSpan } from '../../ui/spark-span.ts';
import type { SparkPoint } from '../../ui/sparkline-view.ts';

const TOTALS = ['unread', 'behindMs', 'pending', 'inPerSecond', 'memoryBytes'] as const satisfies readonly MetricName[];
const HOUR_MS = 3_600_000;
const EVERY_MS = 10_000;
// Ten seconds each over the hour, so that the first minutes of a young console have a shape too.
const POINTS = 360;

/** The tiles' figures over the last hour, or as long as Weir has watched: the same for everybody. Null = a gap. */
export function useTotals(conn: string): (metric: (typeof TOTALS)[number]) => readonly SparkPoint[] {
  const client = useTRPCClient();
  const past = usePast();
  const moment = past === null ? null : (past.at ?? past.asked);
  const query = useQuery({
    queryKey: ['totals', conn, moment],
    queryFn: async ({ signal }) => {
      const to = moment ?? Math.ceil(redisClock.now());
      const answer = await client.metrics.series.query(
        { connection: conn, metrics: [...TOTALS], from: to - HOUR_MS, to, maxPoints: POINTS },
        { signal },
      );
      const seen = answer.items.flatMap(({ points }) => points.filter(([, value]) => value !== null).map(([at]) => at));
      const span = sparkSpan((to - Math.min(to, ...seen)) / 1_000);
      return new Map(
        answer.items.map(({ metric, points }) => [
          metric,
          points.map(([at, value]): SparkPoint => [placeIn(span, (to - at) / 1_000), value]),
        ]),
      );
    },
    refetchInterval: moment === null ? EVERY_MS : false,
    placeholderData: keepPreviousData,
  });
  return (metric) => query.data?.get(metric) ?? [];
}
