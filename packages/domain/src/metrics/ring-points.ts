/** What drawing a ring looks at. Index 0 is the oldest sample. */
export interface Drawable {
  readonly bucketMs: number;
  timeOf(index: number): number;
  /** NaN = not known. */
  figureOf(index: number, metric: number): number;
  /** True when nothing is known about the time between this sample and the one before it. */
  gapBefore(index: number): boolean;
  /** Index of the first sample at or after `t`; the size when there is none. */
  indexFrom(t: number): number;
  /** Highest figure of the sample's bucket before its last; NaN = there is none. */
  peakOf(index: number, metric: number): number;
}

/** At most `room` points of one metric; lowest and highest of each stretch survive; null = a gap or not known then. */
export function pointsOf(
  ring: Drawable,
  metric: number,
  from: number,
  to: number,
  room: number,
): [t: number, v: number | null][] {
  const start = ring.indexFrom(from);
  const end = ring.indexFrom(to + 1);
  // A sample gives at most three points: the gap before it, the peak of its bucket, its last figure.
  return (end - start) * 3 <= room || plainCount(ring, metric, start, end) <= room
    ? everyPoint(ring, metric, start, end)
    : extremes(ring, metric, start, end, from, to, Math.max(1, Math.floor(room / 3)));
}

function plainCount(ring: Drawable, metric: number, start: number, end: number): number {
  let count = end - start;
  for (let index = start; index < end; index += 1) {
    if (index > start && ring.gapBefore(index)) count += 1;
    if (ring.peakOf(index, metric) > ring.figureOf(index, metric)) count += 1;
  }
  return count;
}

function everyPoint(ring: Drawable, metric: number, start: number, end: number): [number, number | null][] {
  const points: [number, number | null][] = [];
  for (let index = start; index < end; index += 1) {
    const t = ring.timeOf(index);
    if (index > start && ring.gapBefore(index)) points.push([ring.timeOf(index - 1) + 1, null]);
    const peak = ring.peakOf(index, metric);
    const last = ring.figureOf(index, metric);
    if (peak > last) points.push([(Math.floor(t / ring.bucketMs) * ring.bucketMs + t) / 2, peak]);
    points.push([t, orNull(last)]);
  }
  return points;
}

/** Per column of time at most three points, in order: its lowest, its highest, and that something is missing. */
function extremes(
  ring: Drawable,
  metric: number,
  start: number,
  end: number,
  from: number,
  to: number,
  columns: number,
): [number, number | null][] {
  const width = (to - from + 1) / columns;
  const points: [number, number | null][] = [];
  let index = start;
  while (index < end) {
    const until = from + (Math.floor((ring.timeOf(index) - from) / width) + 1) * width;
    let low: [number, number] | undefined;
    let high: [number, number] | undefined;
    let hole: [number, null] | undefined;
    for (; index < end && ring.timeOf(index) < until; index += 1) {
      const t = ring.timeOf(index);
      const last = ring.figureOf(index, metric);
      if (index > start && ring.gapBefore(index)) hole ??= [ring.timeOf(index - 1) + 1, null];
      if (Number.isNaN(last)) {
        hole ??= [t, null];
        continue;
      }
      const peak = Math.max(last, ring.peakOf(index, metric) || last);
      if (low === undefined || last < low[1]) low = [t, last];
      if (high === undefined || peak > high[1]) high = [t, peak];
    }
    const column: [number, number | null][] = [];
    if (hole) column.push(hole);
    if (low) column.push(low);
    if (high && low && high[0] !== low[0]) column.push(high);
    else if (high && low && high[1] !== low[1]) column.push([high[0], high[1]]);
    points.push(...column.toSorted((a, b) => a[0] - b[0]));
  }
  return points;
}

function orNull(figure: number): number | null {
  return Number.isNaN(figure) ? null : figure;
}
