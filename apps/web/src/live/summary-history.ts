import type { Summary } from '@weir/domain/wire/summary';

/** The figures of the tiles at one poll; null = not known then. */
export interface SummarySample {
  readonly at: number;
  readonly unread: number | null;
  readonly behindMs: number | null;
  readonly pending: number | null;
  readonly inPerSecond: number | null;
  readonly memoryBytes: number | null;
}

// An hour at the usual 2 s.
const KEPT = 1_800;

/** Adds the summary's figures, once per poll. Polls more than three intervals apart have a gap between them. */
export function addSample(held: readonly SummarySample[], summary: Summary): readonly SummarySample[] {
  const at = summary.polledAt;
  const last = held.at(-1);
  if (at === null || (last !== undefined && at <= last.at)) return held;
  const gap = last !== undefined && at - last.at > 3 * summary.cost.intervalMs + summary.cost.lastDurationMs;
  const sample: SummarySample = {
    at,
    unread: summary.unread.value,
    behindMs: summary.furthest === null ? 0 : Math.max(0, at - summary.furthest.oldestUnreadAt),
    pending: summary.pending.value,
    inPerSecond: summary.inPerSecond,
    memoryBytes: summary.memory?.usedBytes ?? null,
  };
  const hole: SummarySample = {
    at: at - 1,
    unread: null,
    behindMs: null,
    pending: null,
    inPerSecond: null,
    memoryBytes: null,
  };
  return [...held, ...(gap ? [hole] : []), sample].slice(-KEPT);
}

/** One figure of every sample, thinned to `most` points: of each stretch the highest stays, a gap stays a gap. */
export function seriesOf(
  samples: readonly SummarySample[],
  figure: Exclude<keyof SummarySample, 'at'>,
  most = 60,
): (number | null)[] {
  const values = samples.map((sample) => sample[figure]);
  if (values.length <= most) return values;
  const stretch = values.length / most;
  return Array.from({ length: most }, (_, at) => {
    const part = values.slice(Math.floor(at * stretch), Math.floor((at + 1) * stretch));
    return part.includes(null) ? null : Math.max(...part.filter((value) => value !== null));
  });
}
