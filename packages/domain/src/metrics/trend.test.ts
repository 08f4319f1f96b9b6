import { expect, test } from 'vitest';
import { createRing } from './ring.ts';
import { climbs, falls, trendOf } from './trend.ts';

function trendOfFigures(figures: readonly (number | null)[], allowed = 10) {
  const ring = createRing(1, 1000, 2000);
  figures.forEach((figure, n) => ring.record((n + 1) * 2000, [figure]));
  return trendOf(ring, 0, 600_000, figures.length * 2000, allowed);
}

const MINUTES = Array.from({ length: 150 }, (_, n) => n);

test('a straight climb climbs', () => {
  expect(climbs(trendOfFigures(MINUTES.map((n) => n * 10)), 100)).toBe(true);
});

test('a straight drain falls, and a level noise neither climbs nor falls', () => {
  expect(falls(trendOfFigures(MINUTES.map((n) => 5000 - n * 10)), 100)).toBe(true);
  const noise = trendOfFigures(MINUTES.map((n) => 5000 + ((n * 37) % 41)));
  expect([climbs(noise, 100), falls(noise, 100)]).toEqual([false, false]);
});

test('a climb smaller than what counts does not', () => {
  expect(climbs(trendOfFigures(MINUTES.map((n) => n * 0.1)), 100)).toBe(false);
});

test('one step up does not climb, wherever it stands', () => {
  for (let step = 0; step < 150; step += 5) {
    expect(climbs(trendOfFigures(MINUTES.map((n) => (n < step ? 0 : 10_000))), 100)).toBe(false);
  }
});

test('a step that drains does not climb, wherever it stands', () => {
  for (let step = 0; step < 150; step += 5) {
    expect(climbs(trendOfFigures(MINUTES.map((n) => (n < step ? 0 : 10_000 - (n - step) * 40))), 100)).toBe(false);
  }
});

test('a saw-tooth climbs only when its feet do', () => {
  expect(climbs(trendOfFigures(MINUTES.map((n) => (n % 20) * 50)), 100)).toBe(false);
  expect(climbs(trendOfFigures(MINUTES.map((n) => (n % 20) * 50 + n * 5)), 100)).toBe(true);
});

test('unknown samples are left out and say nothing', () => {
  const trend = trendOfFigures([null, 5, null, 20, null]);
  expect(trend).toMatchObject({ first: 5, last: 20, max: 20, allowedAt: 4000, highBefore: 5 });
  expect(trendOfFigures([null, null]).spanMs).toBe(0);
});

test('nothing before a gap counts', () => {
  const ring = createRing(1, 1000, 2000);
  for (let n = 1; n <= 30; n += 1) ring.record(n * 2000, [1000]);
  for (let n = 1; n <= 30; n += 1) ring.record(200_000 + n * 2000, [n]);
  const trend = trendOf(ring, 0, 600_000, 260_000, 0);
  expect(trend).toMatchObject({ first: 1, last: 30, max: 30, spanMs: 58_000 });
});
