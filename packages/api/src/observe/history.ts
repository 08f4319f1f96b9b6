import { GROUP_METRICS, STREAM_METRICS } from '@weir/domain/metrics/group-metrics';
import { type HistoryPlan, historyPlan } from '@weir/domain/metrics/history-plan';
import { createRingPool, type Ring, type RingPool } from '@weir/domain/metrics/ring';

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
  let pools = poolsOf(plan);
  return {
    groupRing: () => pools.groups.ring(),
    streamRing: () => pools.streams.ring(),
    outgrown(series) {
      if (series <= capacity) return false;
      // In leaps, so that a keyspace that is still being discovered is not copied at every poll.
      while (capacity < series) capacity = Math.ceil(capacity * 1.5);
      const next = historyPlan(capacity, budgetBytes);
      const coarser = next.slots < plan.slots;
      plan = next;
      if (coarser) pools = poolsOf(plan);
      return coarser;
    },
  };
}

function poolsOf({ slots, bucketMs }: HistoryPlan): { readonly groups: RingPool; readonly streams: RingPool } {
  return {
    groups: createRingPool(GROUP_METRICS.length, slots, bucketMs),
    streams: createRingPool(STREAM_METRICS.length, slots, bucketMs),
  };
}

/** The samples of `from`, in `into`; `from` is released. */
export function copyRing(from: Ring, into: Ring): Ring {
  const values: (number | null)[] = Array.from({ length: from.metricCount }, () => null);
  for (let index = 0; index < from.size; index += 1) {
    const at = from.timeOf(index);
    if (index > 0 && from.gapBefore(index)) into.markGap(from.timeOf(index - 1));
    if (from.oddBefore(index)) into.markOdd();
    for (let metric = 0; metric < values.length; metric += 1) {
      const figure = from.figureOf(index, metric);
      values[metric] = Number.isNaN(figure) ? null : figure;
    }
    into.record(at, values);
  }
  from.release();
  return into;
}
