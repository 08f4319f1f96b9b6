import { BucketSums } from './bucket-sums.ts';
import type { LogCursor } from './log-cursor.ts';
import type { Polls } from './polls.ts';
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

/** Cuts the polls of a recording into buckets. */
export function bucketSpans(polls: Polls, bucketMs: number): readonly BucketSpan[] {
  const spans: BucketSpan[] = [];
  for (let from = 0; from < polls.count;) {
    const bucket = Math.floor(polls.timeOf(from) / bucketMs);
    const unbroken: number[] = [];
    let [end, watchedMs] = [from, 0];
    for (; end < polls.count && Math.floor(polls.timeOf(end) / bucketMs) === bucket; end += 1) {
      if (polls.gapBefore(end) && end > from) unbroken.push(end);
      if (end > 0 && !polls.gapBefore(end)) watchedMs += polls.timeOf(end) - polls.timeOf(end - 1);
    }
    unbroken.push(end);
    spans.push({ bucket, from, end, unbroken, watchedMs });
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
  readonly #sums: BucketSums;

  constructor(shape: RollupShape) {
    this.#sums = new BucketSums(shape);
  }

  run(
    cursor: LogCursor,
    polls: Polls,
    spans: readonly BucketSpan[],
    take: (bucket: number, places: Float64Array) => void,
  ): void {
    const sums = this.#sums;
    const { places } = sums;
    sums.begin(polls);
    for (const span of spans) {
      places.fill(0);
      let { from } = span;
      for (const end of span.unbroken) {
        if (polls.gapBefore(from)) sums.forget();
        this.#addUnbroken(cursor, from, end);
        from = end;
      }
      sums.flush();
      if ((places[0] as number) > 0) take(span.bucket, places);
    }
  }

  #addUnbroken(cursor: LogCursor, from: number, end: number): void {
    const { figures } = cursor.state;
    for (let poll = from; poll < end;) {
      cursor.advance(poll);
      const changed = cursor.next < end ? cursor.next : end;
      if (cursor.isThere) this.#sums.add(figures, poll, changed);
      else this.#sums.forget();
      poll = changed;
    }
  }
}
