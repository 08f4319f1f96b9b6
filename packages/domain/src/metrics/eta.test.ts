import { expect, test } from 'vitest';
import { known, unknown } from '../known/known.ts';
import type { Unread } from '../groups/unread.ts';
import { timeToCatchUp } from './eta.ts';
import type { WindowRates } from './rates.ts';

function unread(value: number, quality: 'exact' | 'at-most' | 'more-than' = 'exact'): Unread {
  return { known: true, value, quality, source: 'test' };
}

function rates(...pairs: (readonly [number, number] | null)[]): WindowRates[] {
  return pairs.map((pair, n) => ({
    windowMs: [60_000, 300_000, 900_000][n] ?? 0,
    inPerSecond: pair ? known(pair[0]) : unknown('young'),
    outPerSecond: pair ? known(pair[1]) : unknown('young'),
  }));
}

test('nothing unread is caught up now', () => {
  expect(timeToCatchUp(unread(0), rates(null)).eta).toBe('now');
});

test('unread ÷ (out − in), from the shortest window', () => {
  expect(timeToCatchUp(unread(13_770), rates([96, 250], [96, 250], null))).toEqual({ eta: 'time', etaMs: 89_416 });
});

test('never while out does not exceed in', () => {
  expect(timeToCatchUp(unread(1000), rates([100, 100], [1, 100])).eta).toBe('never');
  expect(timeToCatchUp(unread(1000), rates([212, 174])).eta).toBe('never');
  expect(timeToCatchUp(unread(1), rates([1, 0])).eta).toBe('never');
});

test('what is read within five seconds is caught up now, whatever the rates do meanwhile', () => {
  expect(timeToCatchUp(unread(7), rates([41, 41])).eta).toBe('now');
  expect(timeToCatchUp(unread(205), rates([41, 41])).eta).toBe('now');
  expect(timeToCatchUp(unread(206), rates([41, 41])).eta).toBe('never');
});

test('unsure while the windows are too young, disagree, or unread is not counted to its end', () => {
  expect(timeToCatchUp(unread(10), rates(null, null)).eta).toBe('unsure');
  expect(timeToCatchUp(unread(1000), rates([10, 110], [10, 40])).eta).toBe('unsure');
  expect(timeToCatchUp(unread(1001), rates([100, 200], [100, 90])).eta).toBe('unsure');
  expect(timeToCatchUp(unread(1001, 'more-than'), rates([100, 200])).eta).toBe('unsure');
  expect(timeToCatchUp({ known: false, because: 'deleted' }, rates([100, 200])).eta).toBe('unsure');
});

test('an upper bound of unread still gives a time', () => {
  expect(timeToCatchUp(unread(2000, 'at-most'), rates([100, 200]))).toEqual({ eta: 'time', etaMs: 20_000 });
});
