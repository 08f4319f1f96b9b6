import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_METRIC, GROUP_METRICS, STREAM_METRIC } from './group-metrics.ts';
import { inRate, outRate, ratePoints, rateOver, ratesBetween, streamInPoints, streamInRate } from './rates.ts';
import { createRing, type Ring } from './ring.ts';

type Sample = Partial<Record<keyof typeof GROUP_METRIC, number | null>>;

const START = 1_000_000;

/** A group's ring with one sample every two seconds. */
function groupRing(samples: readonly Sample[], everyMs = 2000): Ring {
  const ring = createRing(GROUP_METRICS.length, 1800, 2000);
  samples.forEach((sample, n) => ring.record(START + n * everyMs, rowOf(sample), everyMs));
  return ring;
}

function rowOf(sample: Sample): (number | null)[] {
  return GROUP_METRICS.map((metric) => sample[metric] ?? (metric in sample ? null : 0));
}

function steady(count: number, change: (n: number) => Sample = () => ({})): Sample[] {
  return Array.from({ length: count }, (_, n) => ({
    entriesAdded: n * 200,
    entriesRead: n * 180,
    pending: 40,
    unread: n * 20,
    positionMs: START + n,
    consumers: 2,
    ...change(n),
  }));
}

function endOf(samples: readonly Sample[]): number {
  return START + (samples.length - 1) * 2000;
}

describe('the rate in', () => {
  test('is entries added per second', () => {
    const samples = steady(31);
    expect(inRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 100 });
  });

  test('is not known until a third of the window was watched', () => {
    const samples = steady(10);
    expect(inRate(groupRing(samples), 60_000, endOf(samples)).known).toBe(false);
    const more = steady(12);
    expect(inRate(groupRing(more), 60_000, endOf(more)).known).toBe(true);
  });

  test('starts a new line when the counter goes back', () => {
    const samples = steady(31, (n) => ({ entriesAdded: n < 15 ? 1_000_000 + n * 200 : (n - 15) * 200 }));
    expect(inRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 100 });
  });

  test('bridges samples in which the counter was not read', () => {
    const samples = steady(31, (n) => (n % 5 === 0 ? {} : { entriesAdded: null }));
    expect(inRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 100 });
  });

  test('invents nothing over a gap', () => {
    const ring = groupRing(steady(16));
    const later = START + 600_000;
    for (let n = 0; n < 16; n += 1) ring.record(later + n * 2000, rowOf({ entriesAdded: 90_000 + n * 20 }));
    expect(inRate(ring, 60_000, later + 30_000)).toEqual({ known: true, value: 10 });
    expect(inRate(ring, 900_000, later + 30_000).known).toBe(false);
    expect(ratesBetween(ring, START + 100_000, later - 1).in.known).toBe(false);
  });

  test('of a stream falls back on the growth of its length and says so', () => {
    const ring = createRing(3, 100, 2000);
    for (let n = 0; n <= 30; n += 1) ring.record(START + n * 2000, [n === 20 ? 100 : n * 20, null, null]);
    const rate = streamInRate(ring, 60_000, START + 60_000);
    expect(rate).toMatchObject({ known: true, from: 'length' });
    const counted = createRing(3, 100, 2000);
    for (let n = 0; n <= 30; n += 1) counted.record(START + n * 2000, [100, n * 20, null]);
    expect(streamInRate(counted, 60_000, START + 60_000)).toEqual({ known: true, value: 10, from: 'entries-added' });
    expect(streamInPoints(counted, START, START + 60_000, 100).every(([, v]) => v === 10)).toBe(true);
    expect(rateOver(counted, STREAM_METRIC.length, 60_000, START + 60_000)).toEqual({ known: true, value: 0 });
  });
});

describe('the rate out', () => {
  test('is entries read less the growth of pending', () => {
    const samples = steady(31, (n) => ({ pending: n * 20 }));
    expect(outRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 80 });
  });

  test('is not known where entries-read is not', () => {
    const samples = steady(31, () => ({ entriesRead: null }));
    expect(outRate(groupRing(samples), 60_000, endOf(samples)).known).toBe(false);
  });

  test('leaves out a removed consumer and what it held', () => {
    const samples = steady(31, (n) => ({ pending: n < 15 ? 5000 : 40, consumers: n < 15 ? 3 : 2 }));
    expect(outRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 90 });
  });

  test('leaves out a position that was moved back or forward by hand', () => {
    const back = steady(31, (n) => ({
      entriesRead: n < 15 ? 10_000 + n * 180 : n * 180,
      positionMs: n < 15 ? 9e9 : n,
    }));
    expect(outRate(groupRing(back), 60_000, endOf(back))).toEqual({ known: true, value: 90 });
    const forth = steady(31, (n) => ({ entriesRead: n < 15 ? n * 180 : 5_000_000 + n * 180 }));
    expect(outRate(groupRing(forth), 60_000, endOf(forth))).toEqual({ known: true, value: 90 });
  });

  test('is never less than nothing', () => {
    const samples = steady(31, (n) => ({ entriesRead: 1000, pending: n * 10 }));
    expect(outRate(groupRing(samples), 60_000, endOf(samples))).toEqual({ known: true, value: 0 });
  });
});

describe('rates as a series', () => {
  test('show a gap as a gap', () => {
    const ring = groupRing(steady(20));
    for (let n = 0; n < 20; n += 1) ring.record(START + 600_000 + n * 2000, rowOf({ entriesAdded: 9000 + n * 20 }));
    const points = ratePoints(ring, 'in', START, START + 700_000, 100);
    const nulls = points.filter(([, v]) => v === null);
    expect(nulls).toHaveLength(1);
    expect(points[0]?.[1]).toBe(100);
    expect(points.at(-1)?.[1]).toBe(10);
  });
});

describe('whatever the counters do', () => {
  const wild = fc.array(
    fc.record({
      step: fc.integer({ min: 1, max: 60_000 }),
      entriesAdded: fc.option(fc.integer({ min: 0, max: 1e9 })),
      entriesRead: fc.option(fc.integer({ min: 0, max: 1e9 })),
      pending: fc.option(fc.integer({ min: 0, max: 1e6 })),
      unread: fc.option(fc.integer({ min: 0, max: 1e6 })),
      gap: fc.boolean(),
    }),
    { minLength: 2, maxLength: 120 },
  );

  test('no rate is negative, NaN or infinite, and no series is longer than asked for', () => {
    fc.assert(
      fc.property(wild, fc.integer({ min: 5, max: 300 }), (list, max) => {
        const ring = createRing(GROUP_METRICS.length, 100, 2000);
        let t = START;
        for (const { step, gap, ...sample } of list) {
          if (gap) ring.markGap(t + 1);
          ring.record((t += step), rowOf(sample));
        }
        for (const rate of [inRate(ring, 60_000, t), outRate(ring, 60_000, t), outRate(ring, 900_000, t)]) {
          if (rate.known) expect(rate.value >= 0 && Number.isFinite(rate.value)).toBe(true);
        }
        for (const which of ['in', 'out'] as const) {
          const points = ratePoints(ring, which, START, t, max);
          expect(points.length).toBeLessThanOrEqual(max);
          for (const [, v] of points) expect(v === null || (v >= 0 && Number.isFinite(v))).toBe(true);
        }
      }),
    );
  });
});

function handled(markAt: number | null): Ring {
  const ring = createRing(GROUP_METRICS.length, 1800, 2000);
  steady(31, (n) => ({ pending: n < 16 ? 4_000 : 40 })).forEach((sample, n) => {
    if (n === markAt) ring.markOdd();
    ring.record(START + n * 2000, rowOf(sample), 2000);
  });
  return ring;
}

describe('what was done by hand', () => {
  test('is left out of the rate out, and of nothing else', () => {
    const end = START + 60_000;
    expect(outRate(handled(16), 60_000, end)).toEqual({ known: true, value: 90 });
    expect(inRate(handled(16), 60_000, end)).toEqual({ known: true, value: 100 });
    const unmarked = outRate(handled(null), 60_000, end);
    expect(unmarked.known && unmarked.value).toBeGreaterThan(150);
  });

  test('is left out of long windows too, which are taken in longer steps', () => {
    const ring = createRing(GROUP_METRICS.length, 1800, 2000);
    steady(400, (n) => ({ pending: n < 200 ? 40_000 : 40 })).forEach((sample, n) => {
      if (n === 200) ring.markOdd();
      ring.record(START + n * 2000, rowOf(sample), 2000);
    });
    expect(outRate(ring, 600_000, START + 399 * 2000)).toEqual({ known: true, value: 90 });
  });
});
