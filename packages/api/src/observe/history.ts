import { GROUP_METRICS, STREAM_METRICS } from '@weir/domain/metrics/group-metrics';
import { type HistoryPlan, historyPlan } from '@weir/domain/metrics/history-plan';
import { createRing, type Ring } from '@weir/domain/metrics/ring';

/** Makes the rings of one connection so that an hour of everything fits its memory. */
export interface History {
  groupRing(): Ring;
  streamRing(): Ring;
  /** True when that many series need coarser rings than the ones handed out so far; the plan is then changed. */
  outgrown(series: number): boolean;
}

const SMALLEST_CAPACITY = 512;

export function createHistory(budgetBytes: number): History {
  let capacity = SMALLEST_CAPACITY;
  let plan: HistoryPlan = historyPlan(capacity, budgetBytes);
  return {
    groupRing: () => createRing(GROUP_METRICS.length, plan.slots, plan.bucketMs),
    streamRing: () => createRing(STREAM_METRICS.length, plan.slots, plan.bucketMs),
    outgrown(series) {
      if (series <= capacity) return false;
      // In leaps, so that a keyspace that is still being discovered is not copied at every poll.
      while (capacity < series) capacity = Math.ceil(capacity * 1.5);
      const next = historyPlan(capacity, budgetBytes);
      const coarser = next.slots < plan.slots;
      plan = next;
      return coarser;
    },
  };
}

/** The samples of `from`, in `into`. */
export function copyRing(from: Ring, into: Ring): Ring {
  const values: (number | null)[] = Array.from({ length: from.metricCount }, () => null);
  for (let index = 0; index < from.size; index += 1) {
    const at = from.timeOf(index);
    if (index > 0 && from.gapBefore(index)) into.markGap(from.timeOf(index - 1));
    for (let metric = 0; metric < values.length; metric += 1) {
      const figure = from.figureOf(index, metric);
      values[metric] = Number.isNaN(figure) ? null : figure;
    }
    into.record(at, values);
  }
  return into;
}
