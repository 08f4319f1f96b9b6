import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { formatBytes, formatClock, formatCount, formatDuration, formatRate } from './format-figures.ts';

describe('durations', () => {
  test.each([
    [0, '0 s'],
    [-5, '0 s'],
    [40, '< 0.1 s'],
    [300, '0.3 s'],
    [1000, '1 s'],
    [9_940, '9.9 s'],
    [38_000, '38 s'],
    [59_499, '59 s'],
    [59_600, '1 m 00 s'],
    [87_000, '1 m 27 s'],
    [599_900, '10 m 00 s'],
    [2_824_000, '47 m'],
    [3_599_999, '1 h 00 m'],
    [12_960_000, '3 h 36 m'],
    [86_340_000, '23 h 59 m'],
    [86_399_000, '1 d'],
    [6 * 86_400_000 + 5, '6 d'],
  ])('%d ms is "%s"', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([
    [2_824_000, '47 m 04 s'],
    [3_599_000, '59 m 59 s'],
    [3_599_999, '1 h 00 m'],
    [86_399_000, '1 d 00 h'],
    [90_000_000, '1 d 01 h'],
  ])('%d ms exactly is "%s"', (ms, text) => {
    expect(formatDuration(ms, 'exact')).toBe(text);
  });

  test('never have more than two units and never say 60', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e10 }), fc.constantFrom('exact' as const, undefined), (ms, exact) => {
        const text = formatDuration(ms, exact);
        expect(text.split(' ').length).toBeLessThanOrEqual(4);
        expect(text).not.toMatch(/\b60 [smh]\b/);
      }),
    );
  });
});

describe('counts', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [18_420, '18,420'],
    [999_999, '999,999'],
    [1_500_000, '1.5 M'],
    [2_000_000, '2 M'],
    [999_999_999, '1 G'],
    [1_200_000_000, '1.2 G'],
    [-1234, '−1,234'],
  ])('%d is "%s"', (n, text) => {
    expect(formatCount(n)).toBe(text);
  });

  test('in full are never shortened', () => {
    expect(formatCount(1_526_400, 'full')).toBe('1,526,400');
  });
});

describe('rates', () => {
  test.each([
    [0, '0/s'],
    [212.3, '212/s'],
    [1578, '1,578/s'],
    [8.64, '8.6/s'],
    [1, '1/s'],
    [0.2, '12/min'],
    [0.03, '1.8/min'],
    [0.001, '3.6/h'],
    [0.00001, '< 1/h'],
    [-154, '−154/s'],
  ])('%d is "%s"', (n, text) => {
    expect(formatRate(n)).toBe(text);
  });
});

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [312, '312 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [56_400, '56 kB'],
    [396_000_000, '396 MB'],
    [999_600, '1 MB'],
    [1_100_000_000, '1.1 GB'],
  ])('%d is "%s"', (n, text) => {
    expect(formatBytes(n)).toBe(text);
  });
});

test('clock times are UTC unless a zone is given', () => {
  const at = 1_795_271_528_912;
  expect(formatClock(at)).toBe('14:32:08');
  expect(formatClock(at, 60)).toBe('15:32:08');
  expect(formatClock(at, -15 * 60)).toBe('23:32:08');
});
