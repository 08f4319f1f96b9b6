const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * How long to wait before try number `attempt` (from 0). Half of it is random (`chance`, 0 to 1), so that the tabs of
 * a whole team do not come back in the same instant after a restart of the server.
 */
export function backoffMs(attempt: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * chance);
}
