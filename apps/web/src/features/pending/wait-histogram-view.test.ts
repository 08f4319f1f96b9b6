import { WAITING_EDGES_MS } from '@weir/domain/wire/waiting-time';
import { describe, expect, test } from 'vitest';
import { waitHistogram } from './wait-histogram-view.ts';

const answer = {
  edgesMs: WAITING_EDGES_MS,
  items: [
    { consumer: 'worker-7', cells: [0, 0, 0, 0, 0, 1284] },
    { consumer: 'worker-4', cells: [0, 2, 4, 0, 0, 0] },
  ],
};

const chosen = (minMs: number, maxMs: number | null) =>
  waitHistogram(answer, undefined, { minMs, maxMs })?.bars.map((bar) => bar.chosen);

describe('histogram of waiting', () => {
  test('adds up all consumers and colours by the youngest a bar can hold', () => {
    const histogram = waitHistogram(answer, undefined, undefined);
    expect(histogram?.bars.map(({ count }) => count)).toEqual([0, 2, 4, 0, 0, 1284]);
    expect(histogram?.bars.map(({ heat }) => heat)).toEqual([0, 0, 1, 2, 3, 4]);
    expect(histogram?.counted).toBe(1290);
  });

  test('shows one consumer alone', () => {
    expect(waitHistogram(answer, 'worker-4', undefined)?.counted).toBe(6);
    expect(waitHistogram(answer, 'nobody', undefined)?.counted).toBe(0);
  });

  test('heights are logarithmic: the fullest is whole, the empty has none, two of 1,284 are still seen', () => {
    const heights = waitHistogram(answer, undefined, undefined)?.bars.map(({ height }) => height) ?? [];
    expect(heights[5]).toBe(1);
    expect(heights[0]).toBe(0);
    expect(heights[1]).toBeCloseTo(Math.log(3) / Math.log(1285), 9);
  });

  test('the chosen range marks its cell, and a wider one all it touches', () => {
    expect(chosen(2_700_000, null)).toEqual([false, false, false, false, false, true]);
    expect(chosen(0, 60_000)).toEqual([true, true, false, false, false, false]);
    expect(chosen(30_000, 120_000)).toEqual([false, true, true, false, false, false]);
  });

  test('a list that was not walked yet is not six zeros', () => {
    expect(waitHistogram({ ...answer, items: [{ consumer: 'a', cells: null }] }, undefined, undefined)).toBeNull();
  });

  test('no consumers, nothing pending', () => {
    expect(waitHistogram({ ...answer, items: [] }, undefined, undefined)?.counted).toBe(0);
  });
});
