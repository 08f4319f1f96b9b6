import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MetricName, SeriesAnswer } from '@weir/domain/wire/answers';
import { useTRPC } from '../app/trpc.ts';
import { redisClock } from '../live/redis-clock.ts';
import { usePast } from '../past/use-past.ts';
import { chartRange, type ChartWindow, windowMs } from './chart-range.ts';

/** A chart of an hour does not change visibly in less; asking costs Redis nothing, but drawing costs the browser. */
const STEP_MS = 4_000;
/** A chart moves by this share of its width at least. */
const STEP_SHARE = 1 / 900;

interface SeriesSubject {
  readonly connection: string;
  readonly stream: string;
  readonly group?: string | undefined;
}

interface SeriesOfSpan {
  readonly answers: readonly SeriesAnswer[];
  readonly to: number;
}

/** As many points as a chart of this width can show apart. */
const MOST_POINTS = 400;

/**
 * These metrics over a span of time, or as much of it as Weir has seen, asked for anew every four seconds. `to` is the
 * right edge of what was answered, so that charts and their figures are of the same moment.
 */
export function useSeries(subject: SeriesSubject, metrics: readonly MetricName[], window: ChartWindow, enabled = true) {
  const past = usePast();
  const stands = window.kind === 'fixed' ? window.to : past === null ? null : (past.at ?? past.asked);
  const stepMs = Math.max(STEP_MS, windowMs(window) * STEP_SHARE);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ask = async (from: number, to: number) => {
    const asked = { ...subject, metrics: [...metrics], from, to, maxPoints: MOST_POINTS };
    const options = trpc.metrics.series.queryOptions(asked, { gcTime: 0, retry: false });
    return (await queries.fetchQuery(options)).items;
  };
  // Without the moment: a new one is the same question, and what was answered before stays until it is replaced.
  const queryKey = ['series', subject, metrics, window, stands] as const;
  const query = useQuery({
    queryKey,
    queryFn: async (): Promise<SeriesOfSpan> => {
      const to = stands ?? Math.floor(redisClock.now() / STEP_MS) * STEP_MS;
      const before = queries.getQueryData<SeriesOfSpan>(queryKey);
      const seen = before?.answers ?? (await ask(to - windowMs(window), to));
      const { from, asked } = chartRange(seen, to, window);
      // A young history asked for as a whole hour would come in steps as coarse as an hour needs.
      const whole = before === undefined && from === asked;
      return { answers: whole ? seen : await ask(from, to), to };
    },
    refetchInterval: stands === null ? stepMs : false,
    placeholderData: keepPreviousData,
    enabled,
  });
  return { answers: query.data?.answers, to: query.data?.to ?? 0, query };
}
