import { describe, expect, test } from 'vitest';
import { LAST_HOUR, placeIn, sparkSpan } from './spark-span.ts';

describe('the span of small drawings', () => {
  test('grows with what is recorded, up to an hour', () => {
    expect([0, 300, 301, 900, 901, 3_600, 9_999].map((ago) => sparkSpan(ago).words)).toEqual([
      'Last 5 min',
      'Last 5 min',
      'Last 15 min',
      'Last 15 min',
      'Last hour',
      'Last hour',
      'Last hour',
    ]);
  });

  test('nothing recorded is drawn outside of it', () => {
    for (let ago = 0; ago <= 3_600; ago += 7) {
      const place = placeIn(sparkSpan(ago), ago);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(1);
    }
    expect(placeIn(LAST_HOUR, 1_800)).toBe(0.5);
  });
});
