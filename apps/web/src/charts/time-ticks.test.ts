import { expect, test } from 'vitest';
import { timeTicks } from './time-ticks.ts';

test('first and last instant are always printed', () => {
  for (const width of [40, 200, 400, 1_600]) {
    const ticks = timeTicks(1_000, 9_000, width, 34);
    expect(ticks[0]).toBe(1_000);
    expect(ticks.at(-1)).toBe(9_000);
  }
});

test('as many stand between as have room, at equal distances, three at most', () => {
  expect(timeTicks(0, 4_000, 400, 34)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
  expect(timeTicks(0, 4_000, 200, 54)).toEqual([0, 2_000, 4_000]);
  expect(timeTicks(0, 4_000, 60, 54)).toEqual([0, 4_000]);
});
