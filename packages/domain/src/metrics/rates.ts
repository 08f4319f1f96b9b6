import { known, unknown, type Known } from '../known/known.ts';
import { ackedIn } from './acked.ts';
import { GROUP_METRIC, STREAM_METRIC } from './group-metrics.ts';
import type { Ring } from './ring.ts';

/** The windows rates are shown over, shortest first, ms. */
export const RATE_WINDOWS_MS = [60_000, 300_000, 900_000] as const;

export interface WindowRates {
  readonly windowMs: number;
  readonly inPerSecond: Known<number>;
  readonly outPerSecond: Known<number>;
}

/** Entries per second and what it was taken from; `length` = the growth of the stream, an underestimate under trims. */
export type InRate = Known<number> & { readonly from?: 'entries-added' | 'length' };

/** What a stretch of samples amounts to: how much was counted, over how much watched time. */
interface Travel {
  amount: number;
  ms: number;
}

/** Adds what happened from sample `before` to sample `index`, or leaves it out. No gap lies between the two. */
type Step = (ring: Ring, before: number, index: number, sum: Travel) => void;

const TOO_YOUNG = unknown('not watched for long enough yet');

/**
 * Per second, of a counter over the window that ends at `now`. A counter that went back (restart, failover, a stream
 * made anew) starts a new line; gaps are left out. Never negative. Unknown until a third of the window was watched.
 */
export function rateOver(ring: Ring, counterMetric: number, windowMs: number, now: number): Known<number> {
  return over(ring, counterStep(counterMetric), now - windowMs, now);
}

/** Entries added per second, from a group's ring. */
export function inRate(ring: Ring, windowMs: number, now: number): Known<number> {
  return over(ring, ADDED, now - windowMs, now);
}

/**
 * Entries acknowledged per second, from a group's ring: Δ entries-read − Δ pending, at least 0. Samples taken across
 * a moved position or a removed consumer are left out; unknown where the server does not know entries-read.
 */
export function outRate(ring: Ring, windowMs: number, now: number): Known<number> {
  return over(ring, ackedStep, now - windowMs, now);
}

/** As `inRate` and `outRate`, for any past stretch of time. */
export function ratesBetween(ring: Ring, from: number, to: number): { in: Known<number>; out: Known<number> } {
  return { in: over(ring, ADDED, from, to), out: over(ring, ackedStep, from, to) };
}

/** Entries added per second, from a stream's ring; from the growth of length where the server keeps no count. */
export function streamInRate(ring: Ring, windowMs: number, now: number): InRate {
  const counted = over(ring, STREAM_ADDED, now - windowMs, now);
  if (counted.known) return { ...counted, from: 'entries-added' };
  const grown = over(ring, STREAM_GROWTH, now - windowMs, now);
  return grown.known ? { ...grown, from: 'length' } : grown;
}

/** In or out per second as a series, from a group's ring; at most `maxPoints` points, null = a gap or not known. */
export function ratePoints(
  ring: Ring,
  which: 'in' | 'out',
  from: number,
  to: number,
  maxPoints: number,
): [t: number, v: number | null][] {
  return series(ring, which === 'in' ? ADDED : ackedStep, from, to, maxPoints);
}

/** Entries added per second as a series, from a stream's ring; rules as for `ratePoints` and `streamInRate`. */
export function streamInPoints(
  ring: Ring,
  from: number,
  to: number,
  maxPoints: number,
): [t: number, v: number | null][] {
  const counted = series(ring, STREAM_ADDED, from, to, maxPoints);
  return counted.some(([, rate]) => rate !== null) ? counted : series(ring, STREAM_GROWTH, from, to, maxPoints);
}

const ADDED = counterStep(GROUP_METRIC.entriesAdded);
const STREAM_ADDED = counterStep(STREAM_METRIC.entriesAdded);
const STREAM_GROWTH = counterStep(STREAM_METRIC.length);

// A long window is taken in this many longer steps, so that a rate costs the same over fifteen minutes as over one.
const STEPS = 30;

function over(ring: Ring, step: Step, from: number, to: number): Known<number> {
  const sum: Travel = { amount: 0, ms: 0 };
  const start = ring.indexFrom(from);
  const last = ring.indexFrom(to + 1) - 1;
  // Steps must not reach over a gap or over what was done by hand: where such lies in the window, sample by sample.
  const whole = ring.newestGap <= start && ring.newestOdd <= start;
  const stride = whole ? Math.max(1, Math.floor((last - start) / STEPS)) : 1;
  // From the newest back, so that the oldest samples of the window are the ones a step does not reach.
  for (let index = last; index > start; index -= stride) {
    const before = Math.max(start, index - stride);
    if (stride > 1 || !ring.gapBefore(index)) step(ring, before, index, sum);
  }
  if (start > 0 && last >= start && !ring.gapBefore(start)) step(ring, start - 1, start, sum);
  if (sum.ms <= 0 || sum.ms < (to - from) / 3) return TOO_YOUNG;
  return known(Math.max(0, (sum.amount / sum.ms) * 1000));
}

function counterStep(metric: number): Step {
  return (ring, from, index, sum) => {
    const figure = ring.figureOf(index, metric);
    if (Number.isNaN(figure)) return;
    // Samples in which the counter was not read do not end the line; a gap does.
    let before = from;
    while (before >= 0 && Number.isNaN(ring.figureOf(before, metric))) {
      if (ring.gapBefore(before)) return;
      before -= 1;
    }
    if (before < 0) return;
    const amount = figure - ring.figureOf(before, metric);
    if (amount < 0) return;
    sum.amount += amount;
    sum.ms += ring.timeOf(index) - ring.timeOf(before);
  };
}

function ackedStep(ring: Ring, before: number, index: number, sum: Travel): void {
  if (ring.oddBefore(index)) return;
  const acked = ackedIn({
    read: change(ring, before, index, GROUP_METRIC.entriesRead),
    pending: change(ring, before, index, GROUP_METRIC.pending),
    position: change(ring, before, index, GROUP_METRIC.positionMs),
    consumers: change(ring, before, index, GROUP_METRIC.consumers),
    added: change(ring, before, index, GROUP_METRIC.entriesAdded),
    unread: ring.figureOf(before, GROUP_METRIC.unread),
  });
  if (Number.isNaN(acked)) return;
  sum.amount += acked;
  sum.ms += ring.timeOf(index) - ring.timeOf(before);
}

function change(ring: Ring, before: number, index: number, metric: number): number {
  return ring.figureOf(index, metric) - ring.figureOf(before, metric);
}

// Rates over less than this jump with every poll and show nothing.
const SMOOTH_MS = 10_000;

function series(ring: Ring, step: Step, from: number, to: number, maxPoints: number): [number, number | null][] {
  const points: [number, number | null][] = [];
  const width = Math.max(SMOOTH_MS, (to - from) / Math.max(1, Math.floor(maxPoints / 2) - 1));
  const sum: Travel = { amount: 0, ms: 0 };
  const end = ring.indexFrom(to + 1);
  let binEnd = 0;
  for (let index = Math.max(1, ring.indexFrom(from)); index < end; index += 1) {
    const t = ring.timeOf(index);
    if (binEnd === 0) binEnd = ring.timeOf(index - 1) + width;
    if (ring.gapBefore(index)) {
      if (points.at(-1)?.[1] != null) points.push([ring.timeOf(index - 1) + 1, null]);
      sum.amount = sum.ms = 0;
      binEnd = t + width;
      continue;
    }
    step(ring, index - 1, index, sum);
    if (t < binEnd) continue;
    if (sum.ms > 0) points.push([t, Math.max(0, (sum.amount / sum.ms) * 1000)]);
    else if (points.at(-1)?.[1] != null) points.push([t, null]);
    sum.amount = sum.ms = 0;
    binEnd = t + width;
  }
  return points;
}
