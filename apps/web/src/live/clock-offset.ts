import type { Summary } from '@weir/domain/wire/summary';

// Below this, the difference is transport and poll time rather than two clocks that disagree.
const TOLERANCE_MS = 2_000;

/**
 * What to add to this browser's clock to get Redis' time, in ms. The server says how its own clock differs from
 * Redis'; how this browser's differs from the server's shows when a frame that was just polled arrives.
 * `fresh` = the frame was sent right after the poll it tells of, which is true of deltas but not of whole pictures.
 */
export function clockOffset(summary: Summary, hereNow: number, fresh: boolean): number {
  const polled = summary.polledAtHere;
  if (polled === null) return summary.clockSkewMs;
  const ahead = hereNow - (polled + summary.cost.lastDurationMs);
  // A picture may be old when it arrives, so only a browser that is behind the server shows there.
  const browserAhead = fresh || ahead < 0 ? ahead : 0;
  return summary.clockSkewMs - (Math.abs(browserAhead) < TOLERANCE_MS ? 0 : browserAhead);
}
