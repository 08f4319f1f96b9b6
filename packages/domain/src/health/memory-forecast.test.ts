import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRing, type Ring } from '../metrics/ring.ts';
import { plainSentence } from '../wire/plain-sentence.ts';
import { type MemoryForecast, memoryForecast, memorySentence } from './memory-forecast.ts';
import { NOON } from './rehearsal.ts';

const MB = 1_000_000;
const LIMIT = 1_000 * MB;
const policy = 'noeviction';

/** Used memory read every ten seconds up to noon. */
function usedOver(seconds: number, usedAt: (second: number) => number): Ring {
  const ring = createRing(1, 1_800, 2_000);
  for (let second = 0; second <= seconds; second += 10)
    ring.record(NOON - (seconds - second) * 1_000, [usedAt(second)], 10_000);
  return ring;
}

function forecast(ring: Ring, maxBytes = LIMIT, before?: MemoryForecast, at = NOON): MemoryForecast {
  const usedBytes = ring.figureOf(ring.size - 1, 0);
  return memoryForecast({ usedBytes, maxBytes, policy }, ring, 0, at, before);
}

describe('memory', () => {
  test('without a limit is never full', () => {
    expect(
      forecast(
        usedOver(1_800, (second) => second * MB),
        0,
      ).state,
    ).toBe('none');
  });

  test('that grows steadily meets its limit when arithmetic says so', () => {
    // 0.1 MB/s from 400 MB: 580 MB at noon, 420 MB to go.
    const found = forecast(usedOver(1_800, (second) => 400 * MB + second * 0.1 * MB));
    expect(found).toMatchObject({ state: 'fills', level: 'warning' });
    const hours = ((found.fullAt ?? 0) - NOON) / 3_600_000;
    expect(hours).toBeGreaterThan(1.1);
    expect(hours).toBeLessThan(1.25);
    expect(found.bytesPerSecond).toBeGreaterThan(0.095 * MB);
  });

  test('that is full within the hour is critical', () => {
    expect(forecast(usedOver(1_800, (second) => 400 * MB + second * 0.25 * MB))).toMatchObject({
      state: 'fills',
      level: 'critical',
    });
  });

  test('at its limit is full, growing or not', () => {
    expect(forecast(usedOver(600, () => 985 * MB))).toMatchObject({ state: 'full', level: 'critical', fullAt: NOON });
  });

  test('that comes back with each trim does not grow, however steep the teeth', () => {
    expect(forecast(usedOver(3_600, (second) => 400 * MB + (second % 300) * MB)).state).toBe('calm');
  });

  test('that climbs from trim to trim does', () => {
    const ring = usedOver(3_600, (second) => 300 * MB + (second % 200) * 0.5 * MB + second * 0.1 * MB);
    expect(forecast(ring).state).toBe('fills');
  });

  test('that breathes does not', () => {
    expect(forecast(usedOver(3_600, (second) => 400 * MB + Math.sin(second) * MB)).state).toBe('calm');
  });

  test('is not foretold from less than five minutes, nor further than twenty times what was seen', () => {
    expect(forecast(usedOver(280, (second) => 400 * MB + second * MB)).state).toBe('calm');
    // 8,000 s to go, 400 s seen.
    expect(forecast(usedOver(400, (second) => 200 * MB + second * 0.1 * MB)).state).toBe('fills');
    expect(forecast(usedOver(400, (second) => 200 * MB + second * 0.05 * MB)).state).toBe('calm');
  });

  test('is foretold from what lies behind a gap alone', () => {
    const ring = usedOver(1_800, (second) => 400 * MB + second * 0.1 * MB);
    ring.markGap(NOON);
    for (let second = 10; second <= 200; second += 10) ring.record(NOON + second * 1_000, [580 * MB], 10_000);
    expect(forecast(ring, LIMIT, undefined, NOON + 200_000).state).toBe('calm');
  });

  test('that stops to grow for a moment is still foretold, and not for longer than a minute', () => {
    const before = forecast(usedOver(1_800, (second) => 400 * MB + second * 0.1 * MB));
    const calm = usedOver(1_800, () => 580 * MB);
    expect(forecast(calm, LIMIT, before, NOON + 50_000)).toBe(before);
    expect(forecast(calm, LIMIT, before, NOON + 61_000).state).toBe('calm');
  });

  test('whatever it does, is never foretold in the past or as no number', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 200 }), (used) => {
        const ring = usedOver((used.length - 1) * 10, (second) => (used[second / 10] ?? 0) * MB);
        const found = forecast(ring);
        if (found.fullAt !== null) expect(found.fullAt).toBeGreaterThanOrEqual(NOON);
        if (found.state === 'fills') expect(found.bytesPerSecond).toBeGreaterThan(0);
      }),
    );
  });
});

const fills = forecast(usedOver(1_800, (second) => 400 * MB + second * 0.1 * MB));
const facts = { usedBytes: 580 * MB, maxBytes: LIMIT, policy };
const said = (p: string) => plainSentence(memorySentence(fills, { ...facts, policy: p }, ''), NOON);

describe('what is said of it', () => {
  test('is when, what then, and which stream', () => {
    expect(plainSentence(memorySentence(fills, facts, 'orders'), NOON)).toMatch(
      /^Redis memory fills up\. At this rate it meets its limit at 13:\d\d:\d\d\. Then Redis refuses every XADD, and consumers can still read\. Of the streams orders grows most\.$/,
    );
  });

  test('is what the policy does', () => {
    expect(said('allkeys-lru')).toContain(
      'Then Redis evicts keys of all kinds, whole streams among them (allkeys-lru).',
    );
    expect(said('volatile-ttl')).toContain('evicts keys that can expire (volatile-ttl).');
    expect(said('')).toContain('which of both this account may not read.');
  });

  test('is nothing while nothing fills', () => {
    expect(memorySentence(forecast(usedOver(600, () => MB)), facts, 'orders')).toEqual([]);
  });

  test('is that it is full once it is', () => {
    const full = forecast(usedOver(600, () => 990 * MB));
    expect(plainSentence(memorySentence(full, facts, ''), NOON)).toBe(
      'Redis memory is full. Redis refuses every XADD, and consumers can still read.',
    );
  });
});
