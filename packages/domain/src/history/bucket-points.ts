import type { Point } from '../metrics/series-points.ts';
import { countedPlace, gaugePlace, type RollupShape } from './rollup-shape.ts';

/** Draws one metric from buckets that come in ascending order; at most `maxPoints` points, null = a gap. */
export interface BucketDrawing {
  add(bucket: number, places: Float64Array): void;
  points(): Point[];
}

interface Column {
  end: number;
  lowAt: number;
  low: number;
  highAt: number;
  high: number;
  lastAt: number;
  last: number;
}

/** Lowest and highest of each stretch survive; undefined where buckets hold no such metric. */
export function drawBuckets(
  shape: RollupShape,
  metric: string,
  bucketMs: number,
  range: { readonly from: number; readonly to: number; readonly maxPoints: number },
): BucketDrawing | undefined {
  const gauge = shape.gauges.findIndex(({ name }) => name === metric);
  if (gauge >= 0) return drawGauge(gaugePlace(gauge), bucketMs, range);
  const counted = shape.counted.findIndex(({ name }) => name === metric);
  return counted < 0 ? undefined : drawRate(countedPlace(shape, counted), bucketMs, range);
}

// A column gives at most four points: the gap before it, lowest, highest and last.
const POINTS_PER_COLUMN = 4;

function drawGauge(
  place: number,
  bucketMs: number,
  { from, to, maxPoints }: { readonly from: number; readonly to: number; readonly maxPoints: number },
): BucketDrawing {
  const width = Math.max(bucketMs, (to - from) / Math.max(1, Math.floor(maxPoints / POINTS_PER_COLUMN)));
  const points: Point[] = [];
  let column: Column | undefined;
  let lastBucket = NaN;
  const close = (): void => {
    if (column === undefined) return;
    points.push(...columnPoints(column));
    column = undefined;
  };
  return {
    add(bucket, places) {
      const begin = bucket * bucketMs;
      if (begin + bucketMs <= from || begin > to) return;
      if (bucket - lastBucket > 1) {
        close();
        points.push([(lastBucket + 1) * bucketMs + 1, null]);
      }
      lastBucket = bucket;
      if ((places[place + 4] ?? 0) === 0) {
        close();
        if (points.at(-1)?.[1] != null) points.push([begin, null]);
        return;
      }
      if (column !== undefined && begin >= column.end) close();
      column ??= emptyColumn(from + (Math.floor(Math.max(0, begin - from) / width) + 1) * width);
      const [last = 0, low = 0, high = 0] = [places[place], places[place + 1], places[place + 2]];
      const middle = begin + bucketMs / 2;
      if (low < column.low) [column.low, column.lowAt] = [low, middle];
      if (high > column.high) [column.high, column.highAt] = [high, middle];
      [column.last, column.lastAt] = [last, begin + bucketMs - 1];
    },
    points() {
      close();
      return points.map(([t, figure]) => [Math.min(to, Math.max(from, t)), figure]);
    },
  };
}

function emptyColumn(end: number): Column {
  return { end, lowAt: 0, low: Infinity, highAt: 0, high: -Infinity, lastAt: 0, last: 0 };
}

function columnPoints({ low, lowAt, high, highAt, last, lastAt }: Column): Point[] {
  if (low === high) return [[lowAt, last], ...(lastAt > lowAt ? [[lastAt, last] as const] : [])];
  const found: Point[] = [];
  if (high > last) found.push([highAt, high]);
  // Of one and the same bucket it is not known which came first.
  if (low < last) found.push([lowAt === highAt && high > last ? lowAt - 1 : lowAt, low]);
  return [...found.toSorted((a, b) => a[0] - b[0]), [lastAt, last]];
}

function drawRate(
  place: number,
  bucketMs: number,
  { from, to, maxPoints }: { readonly from: number; readonly to: number; readonly maxPoints: number },
): BucketDrawing {
  const width = Math.max(bucketMs, (to - from) / Math.max(1, Math.floor(maxPoints / 2)));
  const points: Point[] = [];
  let [amount, ms, end, lastEnd, lastBucket] = [0, 0, NaN, NaN, NaN];
  const close = (): void => {
    if (ms > 0) points.push([lastEnd, Math.max(0, (amount / ms) * 1000)]);
    else if (points.at(-1)?.[1] != null) points.push([lastEnd, null]);
    [amount, ms, end] = [0, 0, NaN];
  };
  return {
    add(bucket, places) {
      const begin = bucket * bucketMs;
      if (begin + bucketMs <= from || begin > to) return;
      if (bucket - lastBucket > 1) {
        close();
        points.push([(lastBucket + 1) * bucketMs + 1, null]);
      } else if (begin >= end) close();
      if (Number.isNaN(end)) end = from + (Math.floor(Math.max(0, begin - from) / width) + 1) * width;
      lastBucket = bucket;
      lastEnd = begin + bucketMs - 1;
      amount += places[place] ?? 0;
      ms += places[place + 1] ?? 0;
    },
    points() {
      if (!Number.isNaN(end)) close();
      return points.map(([t, figure]) => [Math.min(to, Math.max(from, t)), figure]);
    },
  };
}
