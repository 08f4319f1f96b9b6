import { TOTAL_METRICS } from '@weir/domain/metrics/group-metrics';
import { createRing, type Ring } from '@weir/domain/metrics/ring';
import type { Summary } from '@weir/domain/wire/summary';

/** The figures of the tiles over the last hour, the same for everybody who looks. */
export interface Totals {
  readonly ring: Ring;
  /** Keeps the figures of a summary that was just made from a poll at `at` (Redis time). */
  record(summary: Summary, at: number): void;
}

// An hour, whatever the poll interval is: this one ring costs little.
const SLOTS = 1_800;
const BUCKET_MS = 2_000;

export function createTotals(): Totals {
  const ring = createRing(TOTAL_METRICS.length, SLOTS, BUCKET_MS);
  return {
    ring,
    record(summary, at) {
      const figures: Readonly<Record<(typeof TOTAL_METRICS)[number], number | null>> = {
        unread: summary.unread.unknownGroups === summary.groups && summary.groups > 0 ? null : summary.unread.value,
        behindMs: behindOf(summary, at),
        pending: summary.pending.value,
        inPerSecond: summary.inPerSecond,
        outPerSecond: summary.outPerSecond,
        memoryBytes: summary.memory?.usedBytes ?? null,
      };
      ring.record(
        at,
        TOTAL_METRICS.map((metric) => figures[metric]),
        summary.cost.intervalMs,
      );
    },
  };
}

// Nobody known to be behind is not "nobody is behind" while there are groups of which it is not known.
function behindOf({ furthest, unread }: Summary, at: number): number | null {
  if (furthest !== null) return Math.max(0, at - furthest.oldestUnreadAt);
  return unread.unknownGroups > 0 ? null : 0;
}
