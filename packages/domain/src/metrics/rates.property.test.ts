import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_METRIC, GROUP_METRICS } from './group-metrics.ts';
import { inRate, outRate, ratePoints, ratesBetween } from './rates.ts';
import { createRing, type Ring } from './ring.ts';
import { climbs, falls, trendOf } from './trend.ts';

const START = 1_000_000;
const EVERY_MS = 2_000;

type Step =
  | { readonly is: 'poll'; readonly added: number; readonly read: number; readonly acked: number }
  | { readonly is: 'restart' | 'gap' | 'blind' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constant('poll' as const),
      added: fc.nat(500),
      read: fc.nat(500),
      acked: fc.nat(500),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constantFrom('restart' as const, 'gap' as const, 'blind' as const) }) },
);
const course = fc.array(step, { minLength: 3, maxLength: 60 });

interface Sample {
  readonly at: number;
  readonly added: number | null;
  readonly unread: number;
  readonly gap: boolean;
}

interface Recorded {
  readonly ring: Ring;
  readonly samples: readonly Sample[];
  readonly end: number;
  readonly perPoll: { readonly added: number; readonly acked: number };
}

/** A model of one group, polled every two seconds, that reads and acknowledges no more than there is. */
function record(steps: readonly Step[]): Recorded {
  const ring = createRing(GROUP_METRICS.length, 1_800, EVERY_MS);
  const samples: Sample[] = [];
  const perPoll = { added: 0, acked: 0 };
  let [at, added, read, pending] = [START, 0, 0, 0];
  let unread = 0;
  let gap = false;
  for (const what of steps) {
    if (what.is === 'gap') {
      at += 60_000;
      gap = true;
      continue;
    }
    if (what.is === 'restart') [added, read] = [0, 0];
    if (what.is === 'poll') {
      const reads = Math.min(what.read, unread + what.added);
      const acks = Math.min(what.acked, pending + reads);
      added += what.added;
      unread += what.added - reads;
      read += reads;
      pending += reads - acks;
      perPoll.added = Math.max(perPoll.added, what.added);
      perPoll.acked = Math.max(perPoll.acked, acks);
    }
    at += EVERY_MS;
    const row: (number | null)[] = GROUP_METRICS.map(() => 0);
    const told = what.is === 'blind' ? null : added;
    row[GROUP_METRIC.unread] = unread;
    row[GROUP_METRIC.pending] = pending;
    row[GROUP_METRIC.entriesAdded] = told;
    row[GROUP_METRIC.entriesRead] = what.is === 'blind' ? null : read;
    row[GROUP_METRIC.positionMs] = at;
    row[GROUP_METRIC.consumers] = 1;
    ring.record(at, row, EVERY_MS);
    samples.push({ at, added: told, unread, gap });
    gap = false;
  }
  return { ring, samples, end: at, perPoll };
}

describe('rates, whatever the counters do', () => {
  test('are no less than nothing and no more than the busiest poll', () => {
    let known = 0;
    fc.assert(
      fc.property(course, fc.constantFrom(10_000, 60_000, 300_000), (steps, windowMs) => {
        const { ring, end, perPoll } = record(steps);
        const into = inRate(ring, windowMs, end);
        const out = outRate(ring, windowMs, end);
        if (into.known) {
          known += 1;
          expect(into.value).toBeGreaterThanOrEqual(0);
          expect(into.value).toBeLessThanOrEqual((perPoll.added / EVERY_MS) * 1_000 + 1e-6);
        }
        if (out.known) {
          expect(out.value).toBeGreaterThanOrEqual(0);
          expect(out.value).toBeLessThanOrEqual((perPoll.acked / EVERY_MS) * 1_000 + 1e-6);
        }
      }),
      { numRuns: 800 },
    );
    expect(known).toBeGreaterThan(200);
  });

  test('in is what the samples add up to, one by one', () => {
    let known = 0;
    fc.assert(
      fc.property(course, (steps) => {
        // Over the whole of it, and sample by sample: fewer than are taken in longer steps.
        const { ring, samples, end } = record(steps.slice(0, 28));
        const rate = ratesBetween(ring, START, end).in;
        let [amount, ms] = [0, 0];
        let before: Sample | undefined;
        for (const sample of samples) {
          if (sample.gap) before = undefined;
          if (sample.added === null) continue;
          if (before?.added !== undefined && before.added !== null && sample.added >= before.added) {
            amount += sample.added - before.added;
            ms += sample.at - before.at;
          }
          before = sample;
        }
        const enough = ms > 0 && ms >= (end - START) / 3;
        expect(rate.known).toBe(enough);
        if (!rate.known) return;
        known += 1;
        expect(rate.value).toBeCloseTo((amount / ms) * 1_000, 6);
      }),
      { numRuns: 800 },
    );
    expect(known).toBeGreaterThan(300);
  });

  test('of an even flow are that flow, over every window', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 40, max: 400 }), (flow, polls) => {
        const { ring, end } = record(
          Array.from({ length: polls }, () => ({ is: 'poll', added: flow, read: flow, acked: flow }) as const),
        );
        for (const windowMs of [60_000, 300_000, 900_000]) {
          for (const rate of [inRate(ring, windowMs, end), outRate(ring, windowMs, end)])
            if (rate.known) expect(rate.value).toBeCloseTo(flow / 2, 6);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('as a line are no less than nothing, in order of time, and no more points than asked for', () => {
    fc.assert(
      fc.property(
        course,
        fc.constantFrom('in' as const, 'out' as const),
        fc.integer({ min: 4, max: 50 }),
        (steps, which, most) => {
          const { ring, end, perPoll } = record(steps);
          const points = ratePoints(ring, which, START, end, most);
          const busiest = (Math.max(perPoll.added, perPoll.acked) / EVERY_MS) * 1_000;
          let last = -Infinity;
          for (const [t, rate] of points) {
            expect(t).toBeGreaterThan(last);
            last = t;
            if (rate === null) continue;
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(busiest + 1e-6);
          }
          expect(points.length).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a trend', () => {
  test('has the highest and lowest figures that a look at every sample since the last gap finds', () => {
    fc.assert(
      fc.property(course, fc.constantFrom(20_000, 60_000, 600_000), fc.nat(2_000), (steps, windowMs, allowed) => {
        const { ring, samples, end } = record(steps);
        if (samples.length === 0) return;
        const newestGap = samples.findLastIndex(({ gap }, at) => gap && at > 0);
        const seen = samples.slice(Math.max(0, newestGap)).filter(({ at }) => at >= end - windowMs);
        const trend = trendOf(ring, GROUP_METRIC.unread, windowMs, end, allowed);
        const figures = seen.map(({ unread }) => unread);
        // Past a gap at the very end there is nothing to look at.
        if (figures.length === 0) return;
        expect(trend.max).toBe(Math.max(...figures));
        expect(Math.min(...trend.lows.filter((low) => !Number.isNaN(low)))).toBe(Math.min(...figures));
        expect([trend.first, trend.last]).toEqual([figures[0], figures.at(-1)]);
        expect(trend.allowedAt).toBe(seen.findLast(({ unread }) => unread <= allowed)?.at ?? 0);
      }),
      { numRuns: 800 },
    );
  });

  test('never climbs and falls at once, and an even climb is one', () => {
    const quarter = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.tuple(quarter, quarter, quarter, quarter), fc.integer({ min: 1, max: 1_000 }), (lows, least) => {
        const trend = { spanMs: 1, first: 0, last: 0, lows, max: 0, maxAt: 0, allowedAt: 0, highBefore: 0 };
        expect(climbs(trend, least) && falls(trend, least)).toBe(false);
        const [base, by] = [lows[0], lows[1] + least];
        expect(climbs({ ...trend, lows: [base, base + by, base + 2 * by, base + 3 * by] }, least)).toBe(true);
        expect(falls({ ...trend, lows: [base + 3 * by, base + 2 * by, base + by, base] }, least)).toBe(true);
      }),
    );
  });
});
