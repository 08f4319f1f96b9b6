/** How fast a job went lately. Times are this machine's clock, epoch ms. */
export interface SpeedPoint {
  readonly at: number;
  /** Entries done since the job began. */
  readonly done: number;
}

// Long enough to even out the steps of a job, short enough to follow a change of rate.
const WINDOW_MS = 5_000;

/** Entries per second over the last seconds; null with fewer than two points. */
export function speedOf(points: readonly SpeedPoint[], now: number): number | null {
  const recent = points.filter(({ at }) => at >= now - WINDOW_MS);
  const first = recent[0];
  const last = recent.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  return ((last.done - first.done) / (last.at - first.at)) * 1_000;
}

/** Time to the end at this speed, ms; null when it is not known or not moving. */
export function timeLeft(total: number, done: number, perSecond: number | null): number | null {
  if (perSecond === null || perSecond <= 0) return null;
  return (Math.max(0, total - done) / perSecond) * 1_000;
}
