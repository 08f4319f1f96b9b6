import type { Ring } from './ring.ts';
import { rateOver } from './rates.ts';
import { STREAM_METRIC } from './group-metrics.ts';

/** Far more comes in than before: since when, what came in usually, and the most that came in since. Per second. */
export interface StreamBurst {
  readonly since: number;
  readonly usual: number;
  readonly peak: number;
}

export type BurstTurn =
  | { readonly turned: 'began'; readonly burst: StreamBurst }
  | { readonly turned: 'ended'; readonly burst: StreamBurst }
  | { readonly turned: null; readonly burst: StreamBurst | undefined };

const NOW_MS = 15_000;
const USUAL_MS = 300_000;
// What lies directly before now belongs to the burst already.
const LEAST_WATCHED_MS = 90_000;
const BEGINS_AT = 2.5;
const ENDS_AT = 1.5;
// Three entries a second instead of one are nothing to tell.
const LEAST_MORE = 5;

/** Whether more comes in than usual, held against what was said before. `ring` is that of a stream; times are Redis time. */
export function watchBurst(before: StreamBurst | undefined, ring: Ring, at: number): BurstTurn {
  const now = rateOver(ring, STREAM_METRIC.entriesAdded, NOW_MS, at);
  if (!now.known) return { turned: null, burst: before };
  if (before !== undefined) {
    const burst = now.value > before.peak ? { ...before, peak: now.value } : before;
    const isOver = now.value <= Math.max(before.usual * ENDS_AT, before.usual + LEAST_MORE / 2);
    return isOver ? { turned: 'ended', burst } : { turned: null, burst };
  }
  if (ring.oldest === null || at - ring.oldest < LEAST_WATCHED_MS) return { turned: null, burst: undefined };
  const usual = rateOver(ring, STREAM_METRIC.entriesAdded, USUAL_MS, at - NOW_MS);
  if (!usual.known || now.value < Math.max(usual.value * BEGINS_AT, usual.value + LEAST_MORE))
    return { turned: null, burst: undefined };
  return { turned: 'began', burst: { since: at - NOW_MS, usual: usual.value, peak: now.value } };
}
