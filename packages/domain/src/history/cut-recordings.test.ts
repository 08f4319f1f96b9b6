import { expect, test } from 'vitest';
import { cutRecordings } from './cut-recordings.ts';

const cut = (...recordings: readonly (readonly [number: number, start: number, end: number])[]) =>
  cutRecordings(recordings.map(([number, start, end]) => ({ number, start, end }))).map(({ number, start, end }) => [
    number,
    start,
    end,
  ]);

test('recordings that follow each other stay as they are', () => {
  expect(cut([2, 20, 29], [1, 10, 19])).toEqual([
    [1, 10, 19],
    [2, 20, 29],
  ]);
});

test('what was recorded after the clock was set back counts, and cuts off the future that was not', () => {
  expect(cut([1, 10, 90], [2, 40, 50])).toEqual([
    [1, 10, 39],
    [2, 40, 50],
  ]);
  expect(cut([1, 10, 90], [2, 100, 190], [3, 40, 120])).toEqual([
    [1, 10, 39],
    [3, 40, 120],
  ]);
});

test('one that began later than the clock was set back to is gone whole', () => {
  expect(cut([1, 500, 900], [2, 40, 50])).toEqual([[2, 40, 50]]);
});
