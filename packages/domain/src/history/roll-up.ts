import { ackedIn } from '../metrics/acked.ts';
import { type Counted, countedPlace, type Gauge, gaugePlace, type RollupShape } from './rollup-shape.ts';
import { columnOf } from './series-kinds.ts';
import type { Polls } from './polls.ts';
import type { LogCursor } from './series-log.ts';

/** The polls of one bucket, and what they have in common whatever the series. */
export interface BucketSpan {
  /** The bucket's number: its beginning divided by its width. */
  readonly bucket: number;
  readonly from: number;
  /** Index behind the last poll. */
  readonly end: number;
  /** Sum of the polls' times. */
  readonly timeSum: number;
  /** Watched time that ends at one of these polls, ms. */
  readonly watchedMs: number;
}

/** Cuts the polls of a recording into buckets. */
export function bucketSpans(polls: Polls, bucketMs: number): readonly BucketSpan[] {
  const spans: BucketSpan[] = [];
  for (let from = 0; from < polls.count;) {
    const bucket = Math.floor(polls.timeOf(from) / bucketMs);
    let [end, timeSum, watchedMs] = [from, 0, 0];
    for (; end < polls.count && Math.floor(polls.timeOf(end) / bucketMs) === bucket; end += 1) {
      timeSum += polls.timeOf(end);
      if (end > 0 && !polls.gapBefore(end)) watchedMs += polls.timeOf(end) - polls.timeOf(end - 1);
    }
    spans.push({ bucket, from, end, timeSum, watchedMs });
    from = end;
  }
  return spans;
}

/** Where a counter stood when it was last known, since the last gap. */
interface Reading {
  figure: number;
  at: number;
}

/**
 * One series as buckets, oldest first; `take` gets the same array each time. A bucket in which the series was not
 * there is left out. Counters that went back, moved positions and gaps never become an amount.
 */
export function rollUp(
  shape: RollupShape,
  cursor: LogCursor,
  polls: Polls,
  spans: readonly BucketSpan[],
  take: (bucket: number, places: Float64Array) => void,
): void {
  const places = new Float64Array(shape.width);
  const before = new Float64Array(cursor.state.width).fill(NaN);
  const readings: Reading[] = shape.counted.map(() => ({ figure: NaN, at: NaN }));
  for (const span of spans) {
    if (cursor.next >= span.end && !cursor.isThere) continue;
    places.fill(0);
    if (cursor.next >= span.end) standingStill(shape, cursor.state.figures, polls, span, places, readings);
    else {
      for (let poll = span.from; poll < span.end; poll += 1) {
        cursor.advance(poll);
        if (polls.gapBefore(poll)) forget(before, readings);
        if (!cursor.isThere) {
          forget(before, readings);
          continue;
        }
        addPoll(shape, cursor.state.figures, before, polls, poll, places, readings);
        before.set(cursor.state.figures);
      }
    }
    if (cursor.isThere) before.set(cursor.state.figures);
    if ((places[0] ?? 0) > 0) take(span.bucket, places);
  }
}

function forget(before: Float64Array, readings: readonly Reading[]): void {
  before.fill(NaN);
  for (const reading of readings) reading.figure = NaN;
}

/** All polls of a span at once, because nothing of the series changes in it. */
function standingStill(
  shape: RollupShape,
  figures: Float64Array,
  polls: Polls,
  span: BucketSpan,
  places: Float64Array,
  readings: readonly Reading[],
): void {
  const count = span.end - span.from;
  const [firstAt, lastAt] = [polls.timeOf(span.from), polls.timeOf(span.end - 1)];
  places[0] = count;
  shape.gauges.forEach((gauge, index) => {
    const first = gaugeFigure(gauge, figures, firstAt);
    const place = gaugePlace(index);
    if (Number.isNaN(first)) return;
    const last = gaugeFigure(gauge, figures, lastAt);
    const aging = gauge.isInstant && figures[gauge.column] !== 0;
    places[place] = last;
    places[place + 1] = first;
    places[place + 2] = last;
    places[place + 3] = aging ? span.timeSum - count * (figures[gauge.column] ?? 0) : first * count;
    places[place + 4] = count;
  });
  shape.counted.forEach((counted, index) => {
    const reading = readings[index];
    const figure = figures[sourceOf(counted)] ?? NaN;
    if (reading === undefined || Number.isNaN(figure)) return;
    const place = countedPlace(shape, index);
    // Nothing was counted in all of the watched time, which began before this span where the line goes on from there.
    places[place + 1] = Number.isNaN(reading.figure) ? lastAt - firstAt : span.watchedMs;
    reading.figure = figure;
    reading.at = lastAt;
  });
}

function addPoll(
  shape: RollupShape,
  figures: Float64Array,
  before: Float64Array,
  polls: Polls,
  poll: number,
  places: Float64Array,
  readings: readonly Reading[],
): void {
  const at = polls.timeOf(poll);
  places[0] = (places[0] ?? 0) + 1;
  for (let index = 0; index < shape.gauges.length; index += 1) {
    const gauge = shape.gauges[index];
    const figure = gauge === undefined ? NaN : gaugeFigure(gauge, figures, at);
    if (!Number.isNaN(figure)) addFigure(places, gaugePlace(index), figure);
  }
  for (let index = 0; index < shape.counted.length; index += 1) {
    const counted = shape.counted[index];
    const reading = readings[index];
    if (counted === undefined || reading === undefined) continue;
    const figure = figures[sourceOf(counted)] ?? NaN;
    if (Number.isNaN(figure)) continue;
    const amount = counted.of === 'acked' ? ackedBetween(before, figures) : figure - reading.figure;
    const place = countedPlace(shape, index);
    if (amount >= 0 || (counted.of === 'acked' && !Number.isNaN(amount))) {
      places[place] = (places[place] ?? 0) + amount;
      places[place + 1] = (places[place + 1] ?? 0) + at - reading.at;
    }
    reading.figure = figure;
    reading.at = at;
  }
}

function addFigure(places: Float64Array, place: number, figure: number): void {
  const known = places[place + 4] ?? 0;
  places[place] = figure;
  places[place + 1] = known === 0 ? figure : Math.min(places[place + 1] ?? 0, figure);
  places[place + 2] = known === 0 ? figure : Math.max(places[place + 2] ?? 0, figure);
  places[place + 3] = (places[place + 3] ?? 0) + figure;
  places[place + 4] = known + 1;
}

function gaugeFigure({ column, isInstant }: Gauge, figures: Float64Array, at: number): number {
  const figure = figures[column] ?? NaN;
  if (!isInstant) return figure;
  return figure === 0 ? 0 : Math.max(0, at - figure);
}

function sourceOf(counted: Counted): number {
  return counted.of === 'counter' ? counted.column : GROUP.entriesRead;
}

const GROUP = {
  unread: columnOf('group', 'unread'),
  pending: columnOf('group', 'pending'),
  entriesAdded: columnOf('group', 'entriesAdded'),
  entriesRead: columnOf('group', 'entriesRead'),
  positionMs: columnOf('group', 'positionMs'),
  consumers: columnOf('group', 'consumers'),
} as const;

function ackedBetween(before: Float64Array, now: Float64Array): number {
  const change = (column: number): number => (now[column] ?? NaN) - (before[column] ?? NaN);
  return ackedIn({
    read: change(GROUP.entriesRead),
    pending: change(GROUP.pending),
    position: change(GROUP.positionMs),
    consumers: change(GROUP.consumers),
    added: change(GROUP.entriesAdded),
    unread: before[GROUP.unread] ?? NaN,
  });
}
