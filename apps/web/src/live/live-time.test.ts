import { describe, expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { clockOffset } from './clock-offset.ts';
import { freshnessOf, isLost, standsAt } from './freshness.ts';
import { summaryOf } from './test-rows.ts';

const HOUR = 3_600_000;

describe('the offset between this browser and Redis', () => {
  test('clocks that agree need none, whatever the frame took on its way', () => {
    expect(clockOffset(summaryOf({ polledAtHere: 50_000 }), 50_400, true)).toBe(0);
  });
  test('a Redis that is ahead of the server is ahead of the browser too', () => {
    expect(clockOffset(summaryOf({ polledAtHere: 50_000, clockSkewMs: 90_000 }), 50_100, true)).toBe(90_000);
  });
  test('a browser an hour ahead shows when a fresh delta arrives', () => {
    expect(clockOffset(summaryOf({ polledAtHere: 50_000 }), 50_010 + HOUR, true)).toBe(-HOUR);
  });
  test('an old picture does not make the browser look ahead', () => {
    expect(clockOffset(summaryOf({ polledAtHere: 50_000 }), 50_000 + HOUR, false)).toBe(0);
  });
  test('a browser that is behind shows in a picture too: nothing was polled in the future', () => {
    expect(clockOffset(summaryOf({ polledAtHere: 50_000 + HOUR }), 50_010, false)).toBe(HOUR);
  });
});

describe('freshness', () => {
  const open = { state: 'open' } as const;
  const polled = summaryOf({ polledAt: 100_000 });
  test('is live within three intervals and stale after', () => {
    expect(freshnessOf(polled, open, 105_900, 0).kind).toBe('live');
    expect(freshnessOf(polled, open, 106_100, 0)).toEqual({ kind: 'stale', ageMs: 6_100 });
  });
  test('a stretched interval stretches what counts as stale', () => {
    const slow = summaryOf({ polledAt: 100_000, cost: { ...polled.cost, intervalMs: 10_000 } });
    expect(freshnessOf(slow, open, 125_000, 0).kind).toBe('live');
  });
  test('a paused picture is paused, not stale', () => {
    expect(freshnessOf(summaryOf({ polledAt: 100_000, paused: true }), open, 900_000, 0).kind).toBe('paused');
  });
  test('a Redis that does not answer goes before paused and stale', () => {
    const down = summaryOf({
      polledAt: 100_000,
      paused: true,
      link: { state: 'down', since: 1, reason: 'refused', sentence: '', attempts: 1, nextTryAt: null },
    });
    const found = freshnessOf(down, open, 101_000, 0);
    expect(found.kind).toBe('redis-lost');
    expect(isLost(found.kind)).toBe(true);
  });
  test('a blink of the socket is no loss, three seconds are', () => {
    const lost = { state: 'lost', since: 1_000, nextTryAt: 2_000 } as const;
    expect(freshnessOf(polled, lost, 101_000, 2_000).kind).toBe('live');
    expect(freshnessOf(polled, lost, 101_000, 4_100).kind).toBe('weir-lost');
  });
  test('before the first poll there is no age', () => {
    expect(freshnessOf(summaryOf({ polledAt: null }), open, 5, 0)).toEqual({ kind: 'waiting', ageMs: null });
    expect(freshnessOf(null, open, 5, 0).kind).toBe('waiting');
  });
});

describe('the wait between tries', () => {
  test('grows to ten seconds and no further', () => {
    expect(backoffMs(0, 1)).toBe(500);
    expect(backoffMs(3, 1)).toBe(4_000);
    expect(backoffMs(50, 1)).toBe(10_000);
  });
  test('is spread over half of itself', () => {
    expect(backoffMs(3, 0)).toBe(2_000);
    expect(backoffMs(3, 0.5)).toBe(3_000);
  });
  test('ages stand at the last poll as soon as the picture is not renewed, and tick while it is', () => {
    expect((['paused', 'stale', 'redis-lost', 'weir-lost'] as const).map((kind) => standsAt(kind, 100_000))).toEqual([
      100_000, 100_000, 100_000, 100_000,
    ]);
    expect(standsAt('live', 100_000)).toBeNull();
  });
});
