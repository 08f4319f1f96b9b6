import { inRate } from '../metrics/rates.ts';
import type { GroupSituation } from './group-situation.ts';

export interface Burst {
  readonly peak: number;
  readonly calm: number;
  readonly ms: number;
}

const HIGH = 1.5;
const STEP_MS = 15_000;
// A lasting burst is still no more than three quarters of what is looked at.
const CALM_SHARE = 0.25;
const ROUND_MS = 5_000;

/**
 * The stretch of the window in which far more came in than usual, if it is over: from the count of entries added in
 * steps of a quarter minute. Usual is what the calm steps say, so that the burst does not raise what it is measured by;
 * where this hour usually brings more, that.
 */
export function findBurst({ at, history, limits, usualIn }: GroupSituation): Burst | undefined {
  const steps: number[] = [];
  const from = Math.max(at - limits.windowMs, history.oldest ?? at);
  for (let to = at; to - STEP_MS >= from; to -= STEP_MS) {
    const came = inRate(history, STEP_MS, to);
    if (came.known) steps.push(came.value);
  }
  const [now] = steps;
  const calm = usualIn.known ? Math.max(usualIn.value.perSecond, calmOf(steps)) : calmOf(steps);
  if (now === undefined || calm === 0 || now > calm * HIGH) return undefined;
  let peak = 0;
  let excess = 0;
  for (const came of steps) {
    if (came <= calm * HIGH) continue;
    peak = Math.max(peak, came);
    excess += (came - calm) * STEP_MS;
  }
  if (peak === 0) return undefined;
  // As long as it would have had to last at its peak: steps do not begin and end with it.
  const ms = Math.max(ROUND_MS, Math.round(excess / (peak - calm) / ROUND_MS) * ROUND_MS);
  return { peak, calm, ms };
}

function calmOf(steps: readonly number[]): number {
  const lowest = steps.toSorted((a, b) => a - b)[Math.floor(steps.length * CALM_SHARE)] ?? 0;
  const calm = steps.filter((came) => came <= lowest * HIGH);
  return calm.length === 0 ? 0 : calm.reduce((sum, came) => sum + came, 0) / calm.length;
}
