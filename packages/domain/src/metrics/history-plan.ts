import { sampleBytes } from './ring-memory.ts';

const HOUR_MS = 3_600_000;
const FINEST_MS = 2_000;
const COARSEST_MS = 60_000;

export interface HistoryPlan {
  readonly slots: number;
  readonly bucketMs: number;
}

/**
 * Slots and bucket width that keep one hour of every series within `budgetBytes`: 2 s buckets for few series, coarser
 * for many, never coarser than a minute. `metricCount` is the widest series (see GROUP_METRICS).
 */
export function historyPlan(seriesCount: number, budgetBytes: number, metricCount = 9): HistoryPlan {
  const budget = budgetBytes / Math.max(1, seriesCount);
  const finest = HOUR_MS / FINEST_MS;
  if (budget >= finest * sampleBytes(metricCount, false)) return { slots: finest, bucketMs: FINEST_MS };
  // Buckets wider than the poll interval hold several samples and so their peaks too.
  const affordable = Math.floor(budget / sampleBytes(metricCount, true));
  const slots = Math.min(finest, Math.max(HOUR_MS / COARSEST_MS, affordable));
  return { slots, bucketMs: Math.ceil(HOUR_MS / slots) };
}
