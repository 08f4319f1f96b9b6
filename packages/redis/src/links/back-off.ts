/** How soon a trouble is worth another try. */
export type Pace = 'growing' | 'each-second' | 'rarely';

// 0.5 s doubling to 4 s: with 5 s for the try itself, the link is back within 10 s of the end of any cause.
const FIRST_MS = 500;
const LONGEST_MS = 4_000;
// A wrong password that is repeated locks accounts and fills the server's log.
export const RARELY_MS = 30_000;

/** Milliseconds to wait after the `failures`-th failure in a row (1, 2, …). `random` gives 0…1. */
export function waitBeforeRetry(pace: Pace, failures: number, random: () => number): number {
  if (pace === 'rarely') return RARELY_MS;
  if (pace === 'each-second') return 1_000;
  // Jitter upwards from the doubling, downwards only from the cap: never two tries within half a second.
  const base = FIRST_MS * 2 ** Math.min(failures - 1, 10);
  return base < LONGEST_MS ? base * (1 + 0.25 * random()) : LONGEST_MS * (1 - 0.2 * random());
}
