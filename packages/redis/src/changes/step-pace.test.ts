import { describe, expect, test } from 'vitest';
import { createStepPace, restBehind } from './step-pace.ts';

// A server on which every entry takes 3 µs.
function settled(gently: boolean): ReturnType<typeof createStepPace> {
  const pace = createStepPace();
  for (let step = 0; step < 20; step += 1) {
    const size = pace.sizeOf(gently);
    pace.learn(size, size * 3, gently);
  }
  return pace;
}

describe('the pace of steps', () => {
  test('comes to steps of 2 ms, and of a fifth of that when it goes gently', () => {
    expect(settled(false).sizeOf(false) * 3).toBeCloseTo(2_000, -2);
    expect(settled(false).sizeOf(true) * 3).toBeCloseTo(400, -1);
  });

  test('learns the same from gentle steps as from whole ones', () => {
    expect(settled(true).sizeOf(false)).toBe(settled(false).sizeOf(false));
  });

  test.each([
    ['cheap entries', 0.5],
    ['dear ones', 40],
  ])('where a step costs much by itself the rest of its time goes into %s', (_, each) => {
    const pace = createStepPace();
    const cost = (entries: number): number => 200 + entries * each;
    for (let step = 0; step < 60; step += 1) pace.learn(pace.sizeOf(true), cost(pace.sizeOf(true)), true);
    expect(cost(pace.sizeOf(true))).toBeGreaterThanOrEqual(400 - each);
    expect(cost(pace.sizeOf(true))).toBeLessThanOrEqual(440);
  });

  test('of large entries each is a step of its own', () => {
    const pace = createStepPace();
    for (let step = 0; step < 60; step += 1) {
      const entries = pace.sizeOf(true);
      if (step > 20) expect(entries).toBe(1);
      pace.learn(entries, entries * 3_000, true);
    }
  });

  test('never comes to steps of nothing', () => {
    const pace = createStepPace();
    for (let step = 0; step < 20; step += 1) pace.learn(1, 1_000_000, true);
    expect(pace.sizeOf(true)).toBe(1);
    expect(pace.sizeOf(false)).toBe(1);
  });

  test('a short last step may slow it down and does not speed it up', () => {
    const pace = settled(true);
    const before = pace.sizeOf(false);
    pace.learn(3, 3, true);
    expect(pace.sizeOf(false)).toBe(before);
    pace.learn(3, 300, true);
    expect(pace.sizeOf(false)).toBeLessThan(before);
  });
});

test('behind a gentle step comes a rest of 60 ms, also where Redis is slow; behind one entry that takes long as long again', async () => {
  for (const [entries, micros, restMs] of [
    [7, 20, 60],
    [1, 400, 60],
    [7, 40_000, 60],
    [1, 20_000, 20],
  ] as const) {
    const began = performance.now();
    await restBehind(entries, micros);
    // Timers may come a hair early.
    expect(performance.now() - began).toBeGreaterThan(restMs - 0.5);
  }
});
