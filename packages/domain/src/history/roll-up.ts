import { BucketSums } from './bucket-sums.ts';
import type { ChangeRows } from './change-rows.ts';
import type { LogCursor } from './log-cursor.ts';
import { Polls } from './polls.ts';
import type { RollupShape } from './rollup-shape.ts';

/** The polls of one bucket, and what they have in common whatever the series. */
export interface BucketSpan {
  /** The bucket's number: its beginning divided by its width. */
  readonly bucket: number;
  readonly from: number;
  /** Index behind the last poll. */
  readonly end: number;
  /** Where its polls are cut by gaps: the index behind each part without one, the last of them `end`. */
  readonly unbroken: readonly number[];
  /** Watched time that ends at one of these polls, ms. */
  readonly watchedMs: number;
}

/** The bucket that begins with a poll. */
export function bucketSpanFrom(polls: Polls, from: number, bucketMs: number): BucketSpan {
  const bucket = Math.floor(polls.timeOf(from) / bucketMs);
  const unbroken: number[] = [];
  let [end, watchedMs] = [from, 0];
  for (; end < polls.count && Math.floor(polls.timeOf(end) / bucketMs) === bucket; end += 1) {
    if (polls.gapBefore(end) && end > from) unbroken.push(end);
    if (end > 0 && !polls.gapBefore(end)) watchedMs += polls.timeOf(end) - polls.timeOf(end - 1);
  }
  unbroken.push(end);
  return { bucket, from, end, unbroken, watchedMs };
}

/** Cuts the polls of a recording into buckets. */
export function bucketSpans(polls: Polls, bucketMs: number): readonly BucketSpan[] {
  const spans: BucketSpan[] = [];
  for (let from = 0; from < polls.count; from = spans.at(-1)?.end ?? Infinity) {
    spans.push(bucketSpanFrom(polls, from, bucketMs));
  }
  return spans;
}

/** Gets the same array each time. */
export type TakeBucket = (span: BucketSpan, places: Float64Array) => void;

/**
 * One series as buckets, oldest first. A bucket in which the series was not there is left out. Counters that went back,
 * moved positions and gaps never become an amount.
 */
export function rollUp(
  shape: RollupShape,
  cursor: LogCursor,
  polls: Polls,
  spans: readonly BucketSpan[],
  take: TakeBucket,
): void {
  const made = new RollUp(shape, take);
  made.begin(polls, spans);
  made.run(cursor);
}

/** The same for one series after the other, each in as many goes as wanted. */
export class RollUp {
  readonly #sums: BucketSums;
  readonly #take: TakeBucket;
  #polls = new Polls();
  #spans: readonly BucketSpan[] = [];
  /** The bucket under way, which of its unbroken parts, and where that ends. */
  #at = 0;
  #part = 0;
  #stop = Infinity;

  constructor(shape: RollupShape, take: TakeBucket) {
    this.#sums = new BucketSums(shape);
    this.#take = take;
  }

  /** Another series, from its first poll on. */
  begin(polls: Polls, spans: readonly BucketSpan[]): void {
    this.#polls = polls;
    this.#spans = spans;
    this.#sums.begin(polls);
    this.#open(0);
  }

  /** Goes on with a series that was left at the end of a bucket; see `BucketSums.goOn`. */
  goOn(
    polls: Polls,
    spans: readonly BucketSpan[],
    bucket: number,
    figures: Float64Array,
    at: number,
    isThere: boolean,
    state: Float64Array,
    of: number,
  ): void {
    this.#polls = polls;
    this.#spans = spans;
    this.#sums.goOn(polls, figures, at, isThere, state, of);
    this.#open(bucket);
  }

  /** Every poll of a recorded series. */
  run(cursor: LogCursor): void {
    const { count } = this.#polls;
    for (let poll = 0; poll < count;) {
      cursor.advance(poll);
      const changed = cursor.next < count ? cursor.next : count;
      this.hold(cursor.figures, 0, cursor.isThere, poll, changed);
      poll = changed;
    }
  }

  /** From one poll up to another the series had the figures that lie at `at`, or was not there. */
  hold(figures: Float64Array, at: number, isThere: boolean, from: number, end: number): void {
    for (let poll = from; poll < end;) {
      const stop = end < this.#stop ? end : this.#stop;
      if (isThere) this.#sums.add(figures, at, poll, stop);
      else this.#sums.forget();
      poll = stop;
      if (poll === this.#stop) this.#turn();
    }
  }

  /** Rows of changes of a series that is there, the last of which holds up to a poll, unless the series ends with it. */
  holdRows(rows: ChangeRows, end: number): void {
    const { count, ends, figures, places, polls } = rows;
    const stop = this.#stop;
    if (!ends && rows.lastPoll < stop) {
      this.#sums.addRows(rows, end < stop ? end : stop);
      if (end >= stop) this.#turn();
      if (end > stop) this.hold(figures, places[count - 1] as number, true, stop, end);
      return;
    }
    for (let row = 0; row < count; row += 1) {
      const isLast = row === count - 1;
      const upTo = isLast ? end : (polls[row + 1] as number);
      this.hold(figures, places[row] as number, !ends || !isLast, polls[row] as number, upTo);
    }
  }

  keepState(state: Float64Array, of: number): void {
    this.#sums.keepState(state, of);
  }

  #open(at: number): void {
    const span = this.#spans[at];
    this.#at = at;
    this.#part = 0;
    this.#stop = span?.unbroken[0] ?? Infinity;
    this.#sums.places.fill(0);
    if (span !== undefined && this.#polls.gapBefore(span.from)) this.#sums.forget();
  }

  #turn(): void {
    const span = this.#spans[this.#at];
    this.#part += 1;
    const next = span?.unbroken[this.#part];
    if (next !== undefined) {
      this.#sums.forget();
      this.#stop = next;
      return;
    }
    this.#sums.flush();
    const { places } = this.#sums;
    if (span !== undefined && (places[0] as number) > 0) this.#take(span, places);
    this.#open(this.#at + 1);
  }
}
