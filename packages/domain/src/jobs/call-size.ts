// One journal record costs two writes to disk; at 400,000 entries a second this many make it one every 60 ms.
const MOST = 25_000;
// A job with a rate moves twice a second, so that pausing, and a change of rate, take effect at once.
const CALLS_PER_SECOND = 2;

/** Entries one call covers at this rate (entries per second; null = gently, without a figure). */
export function callSize(ratePerSecond: number | null): number {
  if (ratePerSecond === null) return MOST;
  return Math.max(1, Math.min(MOST, Math.ceil(ratePerSecond / CALLS_PER_SECOND)));
}

/** How long to rest after a call of `entries` that took `tookMs`, so that the rate is kept; ms. */
export function restAfter(entries: number, tookMs: number, ratePerSecond: number | null): number {
  if (ratePerSecond === null) return 0;
  return Math.max(0, (entries / ratePerSecond) * 1_000 - tookMs);
}
