import { BucketLog, bucketStateWidth, mergeBucket } from './bucket-log.ts';
import type { ChangeRows } from './change-rows.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { LogArena } from './log-arena.ts';
import type { LogCursor } from './log-cursor.ts';
import type { Polls } from './polls.ts';
import { type BucketSpan, bucketSpanFrom, RollUp } from './roll-up.ts';
import { COUNTED_PLACES, ROLLUPS, type RollupShape } from './rollup-shape.ts';
import type { SeriesKind } from './series-kinds.ts';
import type { SpareBlocks } from './spare-blocks.ts';

const MINUTE_MS = 60_000;

/** Made once for all series of a kind. */
interface Tools {
  readonly shape: RollupShape;
  readonly rollUp: RollUp;
  readonly buckets: BucketLog;
  /** Where among the numbers of a series these begin. */
  readonly counted: number;
  readonly hour: number;
  readonly width: number;
}

/**
 * Minutes of the series of a recording under way, and the hour they make: each is added up from its polls as soon as it
 * is over, while they are at hand. One in which a series did not change is added up when it next does.
 */
export class OpenMinutes {
  /** Those that are over. */
  readonly spans: BucketSpan[] = [];
  readonly #polls: Polls;
  readonly #arena: LogArena;
  readonly #record = new GrowingBytes();
  readonly #tools = new Map<SeriesKind, Tools>();
  /** By log: where its numbers begin, and 1; 0 = no minutes are made of it. */
  #places = new Int32Array(64);
  /** Of one series after the other: up to which poll and which minute it was added up, how far its buckets are written,
   * what was counted, the hour. */
  #state = new Float64Array(1_024);
  #used = 0;
  /** The series that is gone on with, and where its numbers begin. */
  #log = 0;
  #at = 0;
  #now: Tools | undefined;

  constructor(polls: Polls, spare: SpareBlocks) {
    this.#polls = polls;
    this.#arena = new LogArena(spare);
  }

  /** Hands over their memory. */
  end(): readonly Uint8Array[] {
    return this.#arena.end();
  }

  /** The minute under way is over, and any before it. */
  turn(): void {
    const polls = this.#polls;
    for (let from = this.spans.at(-1)?.end ?? 0; from < polls.count; from = this.spans.at(-1)?.end ?? Infinity) {
      this.spans.push(bucketSpanFrom(polls, from, MINUTE_MS));
    }
  }

  has(log: number): boolean {
    return (this.#places[log] ?? 0) !== 0;
  }

  /** Makes minutes of a series from now on, and of all that was recorded of it. */
  begin(log: number, kind: SeriesKind, cursor: LogCursor): void {
    const tools = (this.#now = this.#toolsOf(kind));
    this.#add(log, tools.width);
    tools.rollUp.begin(this.#polls, this.spans);
    tools.rollUp.run(cursor);
    this.leave();
  }

  /** Goes on with a series that had these figures, or was not there, since it was left. */
  goOn(log: number, kind: SeriesKind, figures: Float64Array, at: number, isThere: boolean): void {
    const { rollUp, counted } = (this.#now = this.#toolsOf(kind));
    this.#log = log;
    const of = (this.#at = (this.#places[log] as number) - 1);
    const state = this.#state;
    rollUp.goOn(this.#polls, this.spans, state[of + MINUTE] as number, figures, at, isThere, state, of + counted);
  }

  /** Since it was held last it had these figures, or was not there, up to a poll. */
  hold(figures: Float64Array, at: number, isThere: boolean, end: number): void {
    const state = this.#state;
    const from = state[this.#at + POLL] as number;
    if (from < end) this.#now?.rollUp.hold(figures, at, isThere, from, end);
    state[this.#at + POLL] = end;
  }

  /** The same with what changed then, the last of which holds up to a poll. */
  holdRows(rows: ChangeRows, wasThere: boolean, end: number): void {
    this.hold(rows.before, rows.beforeAt, wasThere, rows.polls[0] as number);
    this.#now?.rollUp.holdRows(rows, end);
    this.#state[this.#at + POLL] = end;
  }

  /** The series was held up to the newest poll. */
  leave(): void {
    const of = this.#at;
    this.#state[of + POLL] = this.#polls.count;
    this.#state[of + MINUTE] = this.spans.length;
    if (this.#now !== undefined) this.#now.rollUp.keepState(this.#state, of + this.#now.counted);
  }

  /** The minutes of a series that was left and will not be gone on with go to `out`; the answer is its hour. */
  endOf(log: number, kind: SeriesKind, out: GrowingBytes): Float64Array {
    const { buckets, hour, shape } = this.#toolsOf(kind);
    const of = (this.#places[log] as number) - 1;
    this.#record.clear();
    buckets.end(this.#state, of + BUCKETS, this.#record);
    const length = this.#arena.lengthOf(log);
    out.need(length + this.#record.used);
    this.#arena.copy(log, out.room, out.used);
    out.used += length;
    out.appendAll(this.#record);
    return this.#state.subarray(of + hour, of + hour + shape.width);
  }

  #add(log: number, width: number): void {
    if (log >= this.#places.length) {
      const places = this.#places;
      (this.#places = new Int32Array(Math.max(log + 1, places.length * 2))).set(places);
    }
    if (this.#used + width > this.#state.length) {
      const state = this.#state;
      (this.#state = new Float64Array(Math.max(this.#used + width, state.length * 2))).set(state);
    }
    this.#log = log;
    this.#at = this.#used;
    this.#places[log] = this.#used + 1;
    this.#used += width;
  }

  #toolsOf(kind: SeriesKind): Tools {
    const known = this.#tools.get(kind);
    if (known !== undefined) return known;
    const shape = ROLLUPS[kind];
    const buckets = new BucketLog(shape);
    const counted = BUCKETS + bucketStateWidth(shape);
    const hour = counted + shape.counted.length * COUNTED_PLACES;
    const rollUp = new RollUp(shape, (span, places) => {
      mergeBucket(shape, this.#state, places, this.#at + hour);
      this.#record.clear();
      buckets.add(this.#state, this.#at + BUCKETS, span.bucket, places, span, this.#record);
      this.#arena.append(this.#log, this.#record.room, 0, this.#record.used);
    });
    const made = { shape, rollUp, buckets, counted, hour, width: hour + shape.width };
    this.#tools.set(kind, made);
    return made;
  }
}

// Among the numbers of a series.
const POLL = 0;
const MINUTE = 1;
const BUCKETS = 2;
