import { ratesBetween } from '../../metrics/rates.ts';
import { climbs, type Trend } from '../../metrics/trend.ts';
import type { Sentence } from '../../wire/sentence.ts';
import { causeKept } from '../cause.ts';
import type { Cause } from '../kept-cause.ts';
import { fired, notKnown, readsInBatches, ruledOut, type HealthRule } from '../rule.ts';
import { consumers, inAndOut, limitOf, name, rate, rateOr } from '../say.ts';
import { notable, type Signs } from '../signs.ts';
import { isShrinking } from './catching-up.ts';

// While Weir has watched for less than twice the growth time, half of it has to do.
const YOUNG_SHARE = 0.5;
const CHANGED = 0.1;
const BURST = 1.5;
const NEAR = 0.99;

/** Unread grows and does not come back. */
export const fallingBehind: HealthRule = {
  name: 'falling-behind',
  title: 'Slow consumers',
  why: 'More comes in than goes out. Unread grows until memory or retention ends it.',
  kind: 'trend',
  look(signs) {
    if (signs.unread === 0) return ruledOut(this, 'No. Nothing is unread. ', ...inAndOut(signs));
    if (signs.batch !== undefined) return readsInBatches(this, signs.batch);
    const { group, limits } = signs.situation;
    if (group.consumers === 0) return ruledOut(this, 'No. The group has no consumers.');
    if (signs.recent.spanMs < limits.growthMs * YOUNG_SHARE)
      return notKnown(this, 'Not known: not watched for long enough yet. ', ...inAndOut(signs));
    if (grows(signs) || lingers(signs)) return say(signs);
    if (rises(signs)) return ruledOut(this, 'Not yet. ', ...grewText(signs));
    return ruledOut(this, 'No. Unread does not grow. ', ...inAndOut(signs));
  },
};

function grows(signs: Signs): boolean {
  const { recent, long, at, situation } = signs;
  const { growthMs, behindMs } = situation.limits;
  const floor = signs.counted ? signs.ripple : behindMs;
  // At its height now: a burst that has ended stands lower.
  const high = recent.last >= recent.max * NEAR;
  const grew = high && recent.lows[3] > floor && climbs(recent, notable(signs, recent.spanMs));
  // The swing of a saw-tooth that comes back each time is no growth until it leaves its usual height.
  const usualSwing = long.allowedAt > 0 && long.highBefore > floor && recent.last <= long.highBefore;
  if (grew && !usualSwing && recent.spanMs >= growthMs * 0.9) return true;
  if (grew && !usualSwing && long.spanMs < growthMs * 2 && !isYoungBurst(signs)) return true;
  const enough = long.spanMs >= growthMs * 2 && long.allowedAt < at - growthMs * 2;
  return enough && long.lows[3] > floor && climbs(long, notable(signs, long.spanMs)) && !drains(recent);
}

// Too little, or for too short a time, to be called a fall; but not to be called none.
function rises(signs: Signs): boolean {
  const { recent, counted, ripple, situation } = signs;
  const floor = counted ? ripple : situation.limits.behindMs;
  return recent.last > floor && recent.last - recent.first >= notable(signs, recent.spanMs);
}

// Over is a fall once unread comes down, or stood still for the growth time; the first seconds of either show nothing.
function lingers(signs: Signs): boolean {
  const { recent, situation, counted, ripple } = signs;
  if (situation.previous?.status !== 'falling-behind') return false;
  const floor = counted ? ripple : situation.limits.behindMs;
  const grewOf = recent.max - recent.first;
  return recent.last > floor && grewOf >= notable(signs, recent.spanMs) && !isShrinking(signs);
}

// A saw-tooth that climbs drains for part of each tooth; only a steady drain over the growth time is the end of it.
function drains({ lows: [a, b, c, d] }: Trend): boolean {
  return d < c && c < b && b < a;
}

// In the first minutes a burst looks like a fall; it gets the whole growth time to end.
function isYoungBurst({ at, situation, recent }: Signs): boolean {
  const half = at - recent.spanMs / 2;
  const early = ratesBetween(situation.history, at - recent.spanMs, half).in;
  const late = ratesBetween(situation.history, half, at).in;
  return early.known && late.known && late.value > early.value * BURST;
}

function say(signs: Signs) {
  const { group, memory } = signs.situation;
  const cause = causeKept(signs, 'falling-behind') ?? findCause(signs);
  const calls = signs.calls;
  const alive: Sentence =
    calls.known && calls.value.total > 0 && calls.value.late === 0
      ? calls.value.total === 1
        ? [' Its only consumer is alive and busy.']
        : [' All ', ...consumers(calls.value.total), ' are alive and busy.']
      : [];
  const moved: Sentence =
    memory.rewoundAt > 0 && signs.at - memory.rewoundAt < signs.situation.limits.windowMs
      ? [' The position was moved back at ', { clock: memory.rewoundAt }, '.']
      : [];
  return fired(fallingBehind, {
    level: 'critical',
    evidence: grewText(signs),
    sentence: [...sayCause(signs, cause), ...alive, ...moved],
    clause: [name(group.group), ' falls further behind every second'],
    advice: ['Look at what the consumers wait for, or add consumers to ', name(group.group), '.'],
    healthyWhen: signs.counted
      ? [
          'Out exceeds in, which is ',
          rateOr(signs.in),
          ', until unread is back under ',
          { n: Math.round(signs.ripple) },
          '.',
        ]
      : ['Out exceeds in until behind is under ', limitOf(signs.situation.limits.behindMs), '.'],
    cause,
  });
}

function grewText(signs: Signs): Sentence {
  const { first, last, spanMs } = signs.recent;
  if (!signs.counted) return ['Behind grows. ', ...inAndOut(signs)];
  const [from, to] = [{ n: Math.round(first) }, { n: Math.round(last) }];
  return ['Unread grew from ', from, ' to ', to, ' in ', { ms: spanMs }, '. ', ...inAndOut(signs)];
}

// Three minutes before the onset, or as much of them as Weir has seen: a rate needs a third of the time it is asked for.
function ratesBefore(signs: Signs, since: number) {
  const { history } = signs.situation;
  return ratesBetween(history, Math.max(since - 180_000, history.oldest ?? since), since - 5_000);
}

// Unread left the ripple at `allowedAt`; the growth began as much earlier as the ripple took to fill.
function onset({ long, recent, ripple, counted }: Signs): number {
  if (long.allowedAt === 0) return 0;
  const perMs = (recent.last - recent.first) / Math.max(1, recent.spanMs);
  return counted && perMs > 0 ? Math.round(long.allowedAt - Math.min(ripple / perMs, 60_000)) : long.allowedAt;
}

function findCause(signs: Signs): Cause | undefined {
  const { in: into, out } = signs;
  const since = onset(signs);
  if (since === 0) return undefined;
  const before = ratesBefore(signs, since);
  if (before.out.known && out.known && out.value < before.out.value * (1 - CHANGED)) {
    const steady =
      before.in.known && into.known && Math.abs(into.value - before.in.value) <= before.in.value * CHANGED * 2;
    const sentence: Sentence = [
      { t: 'Consumers slowed down.', b: true },
      ' Out fell from ',
      rate(before.out.value),
      ' to ',
      rate(out.value),
      ' at ',
      { clock: since },
      steady ? ' while in stayed normal.' : '.',
    ];
    return { kind: 'slowed-down', sentence };
  }
  if (before.in.known && into.known && into.value > before.in.value * (1 + CHANGED)) {
    const sentence: Sentence = [
      { t: 'More comes in than goes out.', b: true },
      ' In rose from ',
      rate(before.in.value),
      ' to ',
      rate(into.value),
      ' at ',
      { clock: since },
    ];
    return { kind: 'more-came', sentence };
  }
  return undefined;
}

function sayCause(signs: Signs, cause: Cause | undefined): Sentence {
  if (cause === undefined) return [{ t: 'More comes in than goes out.', b: true }, ' ', ...inAndOut(signs)];
  if (cause.kind === 'more-came') return [...cause.sentence, '; out is ', rateOr(signs.out), '.'];
  return cause.sentence;
}
