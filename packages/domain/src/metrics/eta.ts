import type { Unread } from '../groups/unread.ts';
import type { WindowRates } from './rates.ts';

export interface Eta {
  /** now: nothing unread, or no more than is read within seconds. never: out ≤ in. unsure: the windows disagree or are too young. time: see etaMs. */
  readonly eta: 'now' | 'never' | 'unsure' | 'time';
  readonly etaMs: number | null;
}

const NOW: Eta = { eta: 'now', etaMs: null };
const NEVER: Eta = { eta: 'never', etaMs: null };
const UNSURE: Eta = { eta: 'unsure', etaMs: null };
const DISAGREEMENT = 3;
// What a healthy group has before it between two polls. "Never" would be true of its noise and false of the group.
const IN_PASSING_SECONDS = 5;

/**
 * How long until nothing is unread: unread ÷ (out − in). Refused when out does not exceed in, and when the windows
 * (shortest first) disagree about it by more than three times.
 */
export function timeToCatchUp(unread: Unread, rates: readonly WindowRates[]): Eta {
  if (!unread.known) return UNSURE;
  if (unread.value === 0 || isInPassing(unread.value, rates[0])) return NOW;
  let shortest: number | undefined;
  let fastest = Infinity;
  let slowest = 0;
  let grows = false;
  for (const { inPerSecond, outPerSecond } of rates) {
    if (!inPerSecond.known || !outPerSecond.known) continue;
    const gain = outPerSecond.value - inPerSecond.value;
    if (gain <= 0) {
      if (shortest === undefined) return NEVER;
      grows = true;
      continue;
    }
    const ms = (unread.value / gain) * 1000;
    shortest ??= ms;
    fastest = Math.min(fastest, ms);
    slowest = Math.max(slowest, ms);
  }
  if (shortest === undefined || grows || slowest > fastest * DISAGREEMENT) return UNSURE;
  return unread.quality === 'more-than' ? UNSURE : { eta: 'time', etaMs: Math.round(shortest) };
}

function isInPassing(unread: number, rate: WindowRates | undefined): boolean {
  return rate !== undefined && rate.outPerSecond.known && unread <= rate.outPerSecond.value * IN_PASSING_SECONDS;
}
