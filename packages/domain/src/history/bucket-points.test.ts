import { describe, expect, test } from 'vitest';
import { drawBuckets } from './bucket-points.ts';
import { countedPlace, gaugePlace, ROLLUPS } from './rollup-shape.ts';

const MINUTE_MS = 60_000;
const SHAPE = ROLLUPS.group;
const UNREAD = gaugePlace(0);
const IN = countedPlace(SHAPE, 0);

function bucket(unread: { last: number; low: number; high: number } | null, counted = { amount: 0, ms: MINUTE_MS }) {
  const places = new Float64Array(SHAPE.width);
  places[0] = 30;
  if (unread !== null) places.set([unread.last, unread.low, unread.high, unread.last * 30, 30], UNREAD);
  places.set([counted.amount, counted.ms], IN);
  return places;
}

const flat = (figure: number) => bucket({ last: figure, low: figure, high: figure });

function draw(metric: string, buckets: readonly (readonly [number, Float64Array])[], maxPoints = 600, minutes = 100) {
  const drawing = drawBuckets(SHAPE, metric, MINUTE_MS, { from: 0, to: minutes * MINUTE_MS, maxPoints });
  for (const [number, places] of buckets) drawing?.add(number, places);
  return drawing?.points() ?? [];
}

describe('a gauge from buckets', () => {
  test('lowest and highest of every bucket are drawn, and the last at its end', () => {
    const points = draw('unread', [[1, bucket({ last: 5, low: 2, high: 9 })]]);
    expect(points.map(([, figure]) => figure)).toEqual([2, 9, 5]);
    expect(points.at(-1)?.[0]).toBe(2 * MINUTE_MS - 1);
  });

  test('one peak in a thousand buckets survives a hundred points', () => {
    const buckets = Array.from({ length: 1_000 }, (_, index) => {
      const isPeak = index === 777;
      return [index, isPeak ? bucket({ last: 3, low: 1, high: 4_000 }) : flat(3)] as const;
    });
    const points = draw('unread', buckets, 100, 1_000);
    expect(points.length).toBeLessThanOrEqual(100);
    const figures = points.map(([, figure]) => figure);
    expect(Math.max(...figures.map((figure) => figure ?? 0))).toBe(4_000);
    expect(Math.min(...figures.map((figure) => figure ?? 9))).toBe(1);
    expect(points.map(([t]) => t)).toEqual(points.map(([t]) => t).toSorted((a, b) => a - b));
  });

  test('a missing bucket is a gap, and so is one in which the figure was not known', () => {
    const gap = draw('unread', [
      [1, flat(1)],
      [5, flat(2)],
    ]);
    expect(gap.filter(([, figure]) => figure === null)).toEqual([[2 * MINUTE_MS + 1, null]]);
    const unknown = draw('unread', [
      [1, flat(1)],
      [2, bucket(null)],
      [3, flat(2)],
    ]);
    expect(unknown.filter(([, figure]) => figure === null)).toHaveLength(1);
  });

  test('nothing outside the range asked for', () => {
    const points = draw(
      'unread',
      [
        [100, flat(1)],
        [101, flat(2)],
        [500, flat(3)],
      ],
      600,
      100,
    );
    expect(points.every(([t]) => t <= 100 * MINUTE_MS)).toBe(true);
  });
});

describe('a rate from buckets', () => {
  test('is the amount over the watched time, not over the time that passed', () => {
    const half = { amount: 300, ms: MINUTE_MS / 2 };
    expect(draw('inPerSecond', [[0, bucket(null, half)]])).toEqual([[MINUTE_MS - 1, 10]]);
  });

  test('an hour of them adds up to what was counted', () => {
    const buckets = Array.from({ length: 60 }, (_, minute) => {
      const counted = { amount: minute % 7, ms: MINUTE_MS };
      return [minute, bucket(null, counted)] as const;
    });
    let sum = 0;
    let before = 0;
    for (const [t, rate] of draw('inPerSecond', buckets, 20, 60)) {
      sum += ((rate ?? 0) * (t - before)) / 1_000;
      before = t;
    }
    const counted = buckets.reduce((all, [minute]) => all + (minute % 7), 0);
    expect(sum / counted).toBeGreaterThan(0.99);
    expect(sum / counted).toBeLessThan(1.01);
  });

  test('time nobody watched has no rate', () => {
    expect(draw('inPerSecond', [[0, bucket(null, { amount: 0, ms: 0 })]])).toEqual([]);
    expect(draw('weight', [[0, flat(1)]])).toEqual([]);
  });
});
