import { inRate } from '../../metrics/rates.ts';
import { falls } from '../../metrics/trend.ts';
import type { Sentence } from '../../wire/sentence.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { inAndOut, limitOf, name, rate } from '../say.ts';
import { notable, type Signs } from '../signs.ts';

const BURST = 1.5;
const STEP_MS = 15_000;
const NEAR = 1.02;
const MUCH = 0.1;
const SETTLED_MS = 20_000;

/** Far behind, but unread shrinks: most often a producer burst that is over. */
export const catchingUp: HealthRule = {
  name: 'catching-up',
  title: 'Producer burst',
  why: 'The group is behind its limit but works it off; it needs time, not help.',
  kind: 'trend',
  look(signs) {
    const { group, limits } = signs.situation;
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.');
    if (!signs.behind.known) return notKnown(this, `Not known: ${signs.behind.because}.`);
    if (signs.behind.value <= limits.behindMs)
      return ruledOut(this, 'No. Behind is ', { ms: signs.behind.value }, ', limit is ', limitOf(limits.behindMs), '.');
    if (signs.recent.spanMs < limits.growthMs / 4) return notKnown(this, 'Not known: not watched for long enough yet.');
    if (!isShrinking(signs)) return ruledOut(this, 'No. Unread does not shrink. ', ...inAndOut(signs));
    const burst = findBurst(signs);
    return fired(this, {
      level: 'warning',
      evidence: ['Behind is over ', limitOf(limits.behindMs), ', and unread shrinks. ', ...inAndOut(signs)],
      sentence: [...burst, ' Drains by itself.'],
      clause: [name(group.group), ' is catching up'],
      advice: ['Wait: it drains by itself at these rates.'],
    });
  },
};

/** True when unread stands about lowest now and came down: much since its height, or steadily by what counts. */
export function isShrinking(signs: Signs): boolean {
  const { at, recent, long } = signs;
  if (recent.last > recent.lows[3] * NEAR) return false;
  const ms = at - recent.maxAt;
  const drop = recent.max - recent.last;
  if (ms >= SETTLED_MS && drop >= recent.max * MUCH && drop >= notable(signs, ms)) return true;
  return falls(recent, notable(signs, recent.spanMs)) || falls(long, notable(signs, long.spanMs));
}

// The busiest quarter minute of the window against now, from the count of entries added.
function findBurst(signs: Signs): Sentence {
  const { at, situation } = signs;
  const { history, limits, memory } = situation;
  if (memory.rewoundAt > 0 && at - memory.rewoundAt < limits.windowMs) {
    return [
      { t: 'The position was moved back', b: true },
      ' at ',
      { clock: memory.rewoundAt },
      '. ',
      ...inAndOut(signs),
    ];
  }
  let peak = 0;
  let peakMs = 0;
  const calm = signs.in.known ? signs.in.value : 0;
  const from = Math.max(at - limits.windowMs, history.oldest ?? at);
  for (let to = at; to - STEP_MS >= from; to -= STEP_MS) {
    const came = inRate(history, STEP_MS, to);
    if (!came.known) continue;
    if (came.value > calm * BURST) peakMs += STEP_MS;
    if (came.value > peak) peak = came.value;
  }
  if (peakMs === 0 || calm === 0) return [{ t: 'Behind, and catching up.', b: true }, ' ', ...inAndOut(signs)];
  return [
    { t: 'Producer burst, now over.', b: true },
    ' In peaked at ',
    rate(peak),
    ' for ',
    { ms: peakMs },
    ' (normal is ',
    rate(calm),
    ').',
  ];
}
