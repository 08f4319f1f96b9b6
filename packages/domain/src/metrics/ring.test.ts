import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyPlan } from './history-plan.ts';
import { createRing, type Ring } from './ring.ts';

function ringOf(samples: readonly (readonly [t: number, v: number | null])[], slots = 100, bucketMs = 1000): Ring {
  const ring = createRing(1, slots, bucketMs);
  for (const [t, v] of samples) ring.record(t, [v]);
  return ring;
}

describe('a ring', () => {
  test('is empty at first', () => {
    const ring = createRing(2, 10, 1000);
    expect([ring.size, ring.oldest, ring.newest, ring.valueAt(0, 5)]).toEqual([0, null, null, null]);
    expect(ring.points(0, 0, 1e9, 100)).toEqual([]);
  });

  test('gives back what was recorded, with unknown as null and never as zero', () => {
    const ring = ringOf([
      [1000, 5],
      [2000, null],
      [3000, 0],
    ]);
    expect(ring.points(0, 0, 9000, 100)).toEqual([
      [1000, 5],
      [2000, null],
      [3000, 0],
    ]);
    expect(ring.valueAt(0, 2000)).toBeNull();
    expect(ring.valueAt(0, 3000)).toBe(0);
  });

  test('forgets the oldest first once full', () => {
    const ring = ringOf(Array.from({ length: 250 }, (_, n) => [(n + 1) * 1000, n] as const));
    expect(ring.size).toBe(100);
    expect(ring.oldest).toBe(151_000);
    expect(ring.newest).toBe(250_000);
    expect(ring.valueAt(0, 151_000)).toBe(150);
    expect(ring.valueAt(0, 150_000)).toBeNull();
  });

  test('keeps the last figure of a bucket and its peak', () => {
    const ring = ringOf([
      [10_000, 1],
      [10_200, 90],
      [10_900, 3],
    ]);
    expect(ring.size).toBe(1);
    expect(ring.valueAt(0, 10_900)).toBe(3);
    expect(ring.points(0, 0, 20_000, 100)).toEqual([
      [10_450, 90],
      [10_900, 3],
    ]);
  });

  test('forgets the peaks together with their samples', () => {
    const ring = createRing(1, 4, 1000);
    ring.record(1000, [99]);
    ring.record(1500, [1]);
    for (let n = 2; n < 200; n += 1) ring.record(n * 1000, [1]);
    expect(ring.points(0, 0, 1e9, 100).map(([, v]) => v)).toEqual([1, 1, 1, 1]);
  });

  test('never joins over missed polls', () => {
    const ring = ringOf([
      [1000, 5],
      [2000, 6],
      [62_000, 7],
    ]);
    expect(ring.points(0, 0, 99_000, 100)).toEqual([
      [1000, 5],
      [2000, 6],
      [2001, null],
      [62_000, 7],
    ]);
    expect(ring.valueAt(0, 30_000)).toBeNull();
    expect(ring.gapBefore(2)).toBe(true);
  });

  test('does join when polls are far apart by plan', () => {
    const ring = createRing(1, 100, 1000);
    for (const t of [30_000, 60_000, 90_000]) ring.record(t, [1], 30_000);
    expect(ring.points(0, 0, 99_000, 100)).toHaveLength(3);
  });

  test('shows a marked gap at once, and after the next sample', () => {
    const ring = ringOf([[1000, 5]]);
    ring.markGap(1500);
    expect(ring.points(0, 0, 9000, 100)).toEqual([
      [1000, 5],
      [1500, null],
    ]);
    expect(ring.valueAt(0, 1600)).toBeNull();
    ring.record(2000, [6]);
    expect(ring.points(0, 0, 9000, 100)).toEqual([
      [1000, 5],
      [1001, null],
      [2000, 6],
    ]);
  });

  test('ignores a sample from before the newest, but follows a clock that was set back', () => {
    const ring = ringOf([
      [100_000, 1],
      [102_000, 2],
      [101_000, 9],
    ]);
    expect(ring.points(0, 0, 1e9, 10)).toEqual([
      [100_000, 1],
      [102_000, 2],
    ]);
    ring.record(50_000, [3]);
    expect([ring.size, ring.newest]).toEqual([1, 50_000]);
  });

  test('does not give an old figure for now', () => {
    expect(ringOf([[1000, 5]]).valueAt(0, 60_000)).toBeNull();
    expect(ringOf([[1000, 5]]).valueAt(0, 4000)).toBe(5);
  });

  test('keeps spikes and holes when drawn with few points', () => {
    const samples = Array.from(
      { length: 1000 },
      (_, n) => [(n + 1) * 1000, n === 600 ? 5000 : n === 300 ? -7 : 10] as const,
    );
    const ring = ringOf(samples, 1000);
    const points = ring.points(0, 1000, 1_000_000, 60);
    expect(points.length).toBeLessThanOrEqual(60);
    expect(Math.max(...points.map(([, v]) => v ?? 0))).toBe(5000);
    expect(Math.min(...points.map(([, v]) => v ?? 0))).toBe(-7);
  });
});

describe('whatever is recorded', () => {
  const steps = fc.array(
    fc.record({
      step: fc.integer({ min: 1, max: 40_000 }),
      v: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    }),
    { maxLength: 300 },
  );

  test('points are in order, no more than asked for, and never NaN', () => {
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 4, max: 200 }),
        fc.integer({ min: 0, max: 9_000_000 }),
        (list, max, from) => {
          const ring = createRing(1, 128, 2000);
          let t = 1;
          for (const { step, v } of list) ring.record((t += step), [v]);
          const points = ring.points(0, from, t, max);
          expect(points.length).toBeLessThanOrEqual(max);
          for (const [index, [at, v]] of points.entries()) {
            expect(v === null || Number.isFinite(v)).toBe(true);
            if (index > 0) expect(at).toBeGreaterThanOrEqual(points[index - 1]?.[0] ?? 0);
          }
        },
      ),
    );
  });

  test('the extremes that are held are the extremes that are drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 400 }), (list) => {
        const ring = createRing(1, 500, 1000);
        list.forEach((v, n) => ring.record((n + 1) * 1000, [v]));
        const drawn = ring.points(0, 0, 1e6, 30).flatMap(([, v]) => (v === null ? [] : [v]));
        expect(Math.max(...drawn)).toBe(Math.max(...list));
        expect(Math.min(...drawn)).toBe(Math.min(...list));
      }),
    );
  });
});

describe('the plan for an hour', () => {
  test('is two seconds for few series', () => {
    expect(historyPlan(100, 256e6)).toEqual({ slots: 1800, bucketMs: 2000 });
  });

  test('gets coarser for many, always covers the hour, and keeps the budget', () => {
    for (const series of [1, 1000, 5000, 20_000, 30_000]) {
      const { slots, bucketMs } = historyPlan(series, 256e6);
      expect(slots * bucketMs).toBeGreaterThanOrEqual(3_600_000);
      expect(bucketMs).toBeLessThanOrEqual(60_000);
      if (bucketMs < 60_000) expect(series * slots * 80).toBeLessThanOrEqual(256e6 * 1.01);
    }
  });
});

describe('a mark that somebody acted by hand', () => {
  test('lies before the next sample alone', () => {
    const ring = ringOf([[1000, 1]]);
    ring.markOdd();
    ring.record(2000, [2]);
    ring.record(3000, [3]);
    expect([0, 1, 2].map((index) => ring.oddBefore(index))).toEqual([false, true, false]);
    expect(ring.newestOdd).toBe(1);
  });

  test('stays when samples of one bucket share a slot, and goes with its sample', () => {
    const ring = createRing(1, 3, 1000);
    ring.record(1000, [1]);
    ring.markOdd();
    ring.record(1500, [2]);
    expect(ring.oddBefore(0)).toBe(true);
    for (let n = 2; n < 6; n += 1) ring.record(n * 1000, [n]);
    expect([0, 1, 2].some((index) => ring.oddBefore(index))).toBe(false);
    expect(ring.newestOdd).toBe(0);
  });

  test('is no gap: lines and trends go on over it', () => {
    const ring = ringOf([[1000, 1]]);
    ring.markOdd();
    ring.record(2000, [2]);
    expect(ring.gapBefore(1)).toBe(false);
    expect(ring.points(0, 0, 9000, 100)).toEqual([
      [1000, 1],
      [2000, 2],
    ]);
  });
});
