import { describe, expect, test } from 'vitest';
import { heatOf, mergeMarks } from './marks.ts';

const minutes = (n: number) => n * 60_000;

describe('marks of pending entries', () => {
  test('the ramp turns hotter at one, five, fifteen and forty-five minutes', () => {
    expect([0, 0.99, 1, 4.9, 5, 15, 44, 45, 600].map((n) => heatOf(minutes(n)))).toEqual([0, 0, 1, 1, 2, 3, 3, 4, 4]);
  });

  test('a single entry is still three pixels wide, inside the lane even at its ends', () => {
    expect(mergeMarks([{ place: 0.5, waitingMs: 0 }], 800)).toEqual([{ from: 398.5, to: 401.5, heat: 0 }]);
    expect(mergeMarks([{ place: 0, waitingMs: 0 }], 800)).toEqual([{ from: 0, to: 3, heat: 0 }]);
    expect(mergeMarks([{ place: 1, waitingMs: 0 }], 800)).toEqual([{ from: 797, to: 800, heat: 0 }]);
  });

  test('marks closer than three pixels become one, in the hottest colour', () => {
    const merged = mergeMarks(
      [
        { place: 0.502, waitingMs: 0 },
        { place: 0.5, waitingMs: 3_000_000 },
        { place: 0.504, waitingMs: 70_000 },
      ],
      1_000,
    );
    expect(merged).toEqual([{ from: 498.5, to: 505.5, heat: 4 }]);
  });

  test('marks further apart stay apart', () => {
    expect(
      mergeMarks(
        [
          { place: 0.1, waitingMs: 0 },
          { place: 0.2, waitingMs: 0 },
        ],
        1_000,
      ),
    ).toHaveLength(2);
  });

  test('nothing pending draws nothing', () => {
    expect(mergeMarks([], 500)).toEqual([]);
  });
});
