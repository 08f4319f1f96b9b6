// Round trips remembered for the baseline; at 2 s a poll this is the last two minutes.
const REMEMBERED = 60;
// Below this no round trip is slow, whatever the baseline: a busy machine of ours makes as much.
const NEVER_SLOW_MS = 50;
const SLOW_FACTOR = 3;
// One slow answer is an accident, three are a state.
const IN_A_ROW = 3;
const LEAST = 0.1;

/**
 * Steps back when Redis takes far longer than usual to tell the time: half the budget at once, and a tenth more of it
 * with each answer that is quick again.
 */
export interface SlowGuard {
  /** Part of the budget to use now, 0.1…1. */
  readonly share: number;
  readonly slowInARow: number;
  readonly roundTrips: readonly number[];
}

export const UNHURRIED: SlowGuard = { share: 1, slowInARow: 0, roundTrips: [] };

export function afterRoundTrip(guard: SlowGuard, roundTripMs: number): SlowGuard {
  const usual = guard.roundTrips.toSorted((a, b) => a - b)[Math.floor(guard.roundTrips.length / 2)] ?? roundTripMs;
  if (roundTripMs > NEVER_SLOW_MS && roundTripMs > SLOW_FACTOR * usual) {
    const slowInARow = guard.slowInARow + 1;
    // The baseline keeps out what is slow, or a slow hour would become the usual.
    return { ...guard, slowInARow, share: slowInARow >= IN_A_ROW ? Math.max(LEAST, guard.share / 2) : guard.share };
  }
  const roundTrips = [...guard.roundTrips, roundTripMs].slice(-REMEMBERED);
  return { share: Math.min(1, guard.share + 0.1), slowInARow: 0, roundTrips };
}
