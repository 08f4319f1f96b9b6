/** Readings of the two clocks of one moment: the wall clock, which can be set, and one that only goes forward. */
export interface ClockReading {
  readonly here: number;
  readonly monotonic: number;
}

export const JUMP_MS = 5 * 60_000;

/** How far the wall clock was moved between two readings, ms; 0 = it went as time goes, up to five minutes of drift. */
export function clockJump(before: ClockReading, now: ClockReading): number {
  const moved = now.here - before.here - (now.monotonic - before.monotonic);
  return Math.abs(moved) > JUMP_MS ? moved : 0;
}
