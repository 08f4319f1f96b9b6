import { countedPlace, type Gauge, gaugePlace, type RollupShape } from './rollup-shape.ts';
import { widthOf } from './series-kinds.ts';
import { PollRows } from './poll-rows.ts';
import type { Polls } from './polls.ts';
import type { LogCursor } from './log-cursor.ts';

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
  new RollUp(shape).run(cursor, polls, spans, take);
}

/** The same for one series after the other: tens of thousands are rolled up at the turn of an hour. */
export class RollUp {
  readonly #shape: RollupShape;
  readonly #places: Float64Array;
  readonly #rows: PollRows;

  constructor(shape: RollupShape) {
    this.#shape = shape;
    this.#places = new Float64Array(shape.width);
    this.#rows = new PollRows(shape, widthOf(shape.kind));
  }

  run(
    cursor: LogCursor,
    polls: Polls,
    spans: readonly BucketSpan[],
    take: (bucket: number, places: Float64Array) => void,
  ): void {
    const [places, rows] = [this.#places, this.#rows];
    rows.clear();
    for (const span of spans) {
      if (cursor.next >= span.end && !cursor.isThere) continue;
      places.fill(0);
      if (cursor.next >= span.end) {
        standingStill(this.#shape, cursor.state.figures, polls, span, places, rows);
        rows.follow(cursor.state.figures);
      } else addSpan(cursor, polls, span, places, rows);
      if ((places[0] as number) > 0) take(span.bucket, places);
    }
  }
}

function addSpan(cursor: LogCursor, polls: Polls, span: BucketSpan, places: Float64Array, rows: PollRows): void {
  const { figures } = cursor.state;
  for (let poll = span.from; poll < span.end; poll += 1) {
    cursor.advance(poll);
    if (!cursor.isThere || polls.gaps[poll] === 1) {
      rows.addTo(places);
      rows.forget();
    }
    if (cursor.isThere && rows.add(polls.times[poll] as number, figures)) rows.addTo(places);
  }
  rows.addTo(places);
}

/** All polls of a span at once, because nothing of the series changes in it. */
function standingStill(
  shape: RollupShape,
  figures: Float64Array,
  polls: Polls,
  span: BucketSpan,
  places: Float64Array,
  { readings }: PollRows,
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
  shape.counted.forEach(({ column }, index) => {
    const figure = figures[column] ?? NaN;
    if (Number.isNaN(figure)) return;
    const place = countedPlace(shape, index);
    // Nothing was counted in all of the watched time, which began before this span where the line goes on from there.
    places[place + 1] = Number.isNaN(readings.figures[index] ?? NaN) ? lastAt - firstAt : span.watchedMs;
    readings.figures[index] = figure;
    readings.times[index] = lastAt;
  });
}

function gaugeFigure({ column, isInstant }: Gauge, figures: Float64Array, at: number): number {
  const figure = figures[column] as number;
  if (!isInstant || figure === 0) return figure;
  return figure > at ? 0 : at - figure;
}
