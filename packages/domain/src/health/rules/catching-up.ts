import { falls } from '../../metrics/trend.ts';
import type { Sentence } from '../../wire/sentence.ts';
import { findBurst } from '../burst.ts';
import { causeKept } from '../cause.ts';
import type { Cause } from '../kept-cause.ts';
import { fired, notKnown, ruledOut, type HealthRule } from '../rule.ts';
import { besideUsual, inAndOut, limitOf, name, rate } from '../say.ts';
import { notable, type Signs } from '../signs.ts';

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
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread.', ...besideUsual(signs));
    if (!signs.behind.known) return notKnown(this, `Not known: ${signs.behind.because}.`);
    if (signs.behind.value <= limits.behindMs)
      return ruledOut(
        this,
        'No. Behind is ',
        { ms: signs.behind.value },
        ', limit is ',
        limitOf(limits.behindMs),
        '.',
        ...besideUsual(signs),
      );
    if (signs.recent.spanMs < limits.growthMs / 4) return notKnown(this, 'Not known: not watched for long enough yet.');
    if (!isShrinking(signs))
      return ruledOut(this, 'No. Unread does not shrink. ', ...inAndOut(signs), ...besideUsual(signs));
    const cause = causeKept(signs, this.name) ?? findCause(signs);
    return fired(this, {
      level: 'warning',
      evidence: ['Behind is over ', limitOf(limits.behindMs), ', and unread shrinks. ', ...inAndOut(signs)],
      sentence: [...sayCause(signs, cause), ' Drains by itself.'],
      clause: [name(group.group), ' is catching up'],
      advice: ['Wait: it drains by itself at these rates.'],
      healthyWhen: ['Behind is under ', limitOf(limits.behindMs), '.'],
      cause,
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

function findCause({ at, situation }: Signs): Cause | undefined {
  const { limits, memory } = situation;
  if (memory.rewoundAt > 0 && at - memory.rewoundAt < limits.windowMs) {
    const sentence: Sentence = [
      { t: 'The position was moved back', b: true },
      ' at ',
      { clock: memory.rewoundAt },
      '.',
    ];
    return { kind: 'moved-back', sentence };
  }
  const burst = findBurst(situation);
  if (burst === undefined) return undefined;
  const sentence: Sentence = [
    { t: 'Producer burst, now over.', b: true },
    ' In peaked at ',
    rate(burst.peak),
    ' for ',
    { ms: burst.ms },
    ' (normal is ',
    rate(burst.calm),
    ').',
  ];
  return { kind: 'burst', sentence };
}

function sayCause(signs: Signs, cause: Cause | undefined): Sentence {
  if (cause === undefined) return [{ t: 'Behind, and catching up.', b: true }, ' ', ...inAndOut(signs)];
  return cause.kind === 'burst' ? cause.sentence : [...cause.sentence, ' ', ...inAndOut(signs)];
}
