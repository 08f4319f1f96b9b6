import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueTimes } from './due-times.ts';
import { forecast, type ForecastFrom } from './forecast.ts';

const MINUTE = 60_000;
const NOW = 1_790_000_123_000;
const caps = { entries: 10_000_000, percent: 100 };
const from = (change: Partial<ForecastFrom> = {}): ForecastFrom => ({
  now: NOW,
  length: 1_526_400,
  inPerSecond: 212,
  bytesPerEntry: 260,
  keep: { keep: 'newest', entries: 300_000 },
  caps,
  dueTimes: dueTimes({ schedule: { everyMs: 15 * MINUTE }, window: null }, NOW, 8),
  free: 1_226_400,
  ...change,
});

describe('the length with the policy', () => {
  test('falls to what is kept, and comes up again between two runs', () => {
    const { points, levelsOut, keepsUp } = forecast(from());
    expect(keepsUp).toBe(true);
    expect(points[0]).toEqual([NOW, 1_526_400]);
    expect(points.at(-1)?.[1]).toBe(300_000);
    expect(levelsOut).toEqual({ entries: 300_000 + 212 * 900, bytes: 260 * (300_000 + 212 * 900) });
  });

  test('goes on growing when more comes in than a run may take, and says so', () => {
    const small = forecast(
      from({
        caps: { entries: 1_000, percent: 1 },
        dueTimes: dueTimes({ schedule: { everyMs: MINUTE * 15 }, window: null }, NOW, 20),
      }),
    );
    expect(small.keepsUp).toBe(false);
    expect(small.levelsOut).toBeNull();
  });

  test('never falls below what a group still needs', () => {
    const { points } = forecast(from({ free: 26_400 }));
    expect(Math.min(...points.map(([, entries]) => entries))).toBe(1_500_000);
  });

  test('an age keeps what comes in that time; a size what fits', () => {
    expect(forecast(from({ keep: { keep: 'younger', thanMs: 3_600_000 } })).points.at(-1)?.[1]).toBe(212 * 3_600);
    expect(forecast(from({ keep: { keep: 'bytes', bytes: 130_000_000 } })).points.at(-1)?.[1]).toBe(500_000);
    const unknown = forecast(from({ keep: { keep: 'bytes', bytes: 1 }, bytesPerEntry: null, inPerSecond: 0 }));
    expect(unknown.points.at(-1)?.[1]).toBe(1_526_400);
  });

  test('without a run there is nothing to tell', () => {
    expect(forecast(from({ dueTimes: [] }))).toMatchObject({ levelsOut: null, keepsUp: true });
  });
});

test('lengths are never negative, runs never add, and between runs nothing is lost', () => {
  const any = fc.record({
    length: fc.nat(5_000_000),
    inPerSecond: fc.double({ min: 0, max: 10_000, noNaN: true }),
    entries: fc.integer({ min: 1, max: 1_000_000 }),
    percent: fc.integer({ min: 1, max: 100 }),
    keeps: fc.integer({ min: 1, max: 6_000_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(any, ({ length, inPerSecond, entries, percent, keeps, part }) => {
      const { points } = forecast(
        from({
          length,
          inPerSecond,
          caps: { entries, percent },
          keep: { keep: 'newest', entries: keeps },
          free: Math.floor(length * part),
        }),
      );
      expect(points).toHaveLength(17);
      for (let index = 1; index < points.length; index += 1) {
        const [before, after] = [points[index - 1]?.[1] ?? 0, points[index]?.[1] ?? 0];
        expect(after).toBeGreaterThanOrEqual(0);
        if (index % 2 === 1) expect(after).toBeGreaterThanOrEqual(before);
        else {
          expect(after).toBeLessThanOrEqual(before);
          expect(before - after).toBeLessThanOrEqual(Math.max(entries, (before * percent) / 100) + 1);
        }
      }
    }),
    { numRuns: 200 },
  );
});
