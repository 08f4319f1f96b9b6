import { BrokenRecording } from './broken-recording.ts';
import { readChange, writeChange, writeEnd } from './change-log.ts';
import type { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { LogArena } from './log-arena.ts';
import { type Columns, COLUMNS, SERIES_KINDS, type SeriesKind } from './series-kinds.ts';
import { LogCursor } from './log-cursor.ts';

/**
 * The logs of all series of a recording under way, each by the number it got here: its changes, each behind how many
 * polls later it was than the one before. What is looked at at every poll lies side by side.
 */
export class OpenLogs {
  count = 0;
  #figures = new Float64Array(256);
  #bases = new Float64Array(256);
  #used = 0;
  #series = new Int32Array(16 * FIELDS);
  readonly #arena = new LogArena();
  /** What `fetch` came across. Nobody wants to know; but what nobody keeps would not be looked at. */
  fetched = 0;

  /** A series of which nothing is known yet. */
  add(kind: SeriesKind): number {
    const log = this.count;
    const { width } = COLUMNS[kind];
    const of = log * FIELDS;
    if (of === this.#series.length) this.#widenSeries();
    if (this.#used + width > this.#figures.length) this.#widenFigures();
    this.#series[of + START] = this.#used;
    this.#series[of + KIND] = SERIES_KINDS.indexOf(kind);
    this.#series[of + CHANGED] = -1;
    this.#figures.fill(NaN, this.#used, this.#used + width);
    this.#used += width;
    this.count += 1;
    return log;
  }

  kindOf(log: number): SeriesKind {
    return SERIES_KINDS[this.#series[log * FIELDS + KIND] ?? 0] ?? 'group';
  }

  widthOf(log: number): number {
    return (COLUMNS_OF[this.#series[log * FIELDS + KIND] as number] as Columns).width;
  }

  isThere(log: number): boolean {
    return this.#series[log * FIELDS + THERE] === 1;
  }

  lengthOf(log: number): number {
    return this.#arena.lengthOf(log);
  }

  /** Of all of them together. */
  get bytes(): number {
    return this.#arena.bytes;
  }

  /** The figures now: of one series after the other. */
  figuresOf(log: number): Float64Array {
    const start = this.#series[log * FIELDS + START] ?? 0;
    return this.#figures.subarray(start, start + COLUMNS[this.kindOf(log)].width);
  }

  /**
   * Looks at everything `note` will need of a log. Between two polls all of it has left the processor's caches, and
   * many a thing asked for one behind the other comes in the time of one: a poll takes two thirds of the time.
   */
  fetch(log: number): void {
    const start = this.#series[log * FIELDS + START] as number;
    const figures = (this.#figures[start] as number) + (this.#figures[start + LINE] ?? 0);
    this.fetched = figures + this.#arena.newestByte(log);
  }

  /** Keeps what the figures are at this poll. True when they changed; the change is added to `journal` too. */
  note(log: number, poll: number, next: Float64Array, offset: number, journal: GrowingBytes): boolean {
    const series = this.#series;
    const of = log * FIELDS;
    const start = journal.used;
    journal.unsigned(poll - (series[of + CHANGED] as number));
    const columns = COLUMNS_OF[series[of + KIND] as number] as Columns;
    if (!writeChange(this.#figures, this.#bases, series[of + START] as number, columns, journal, next, offset)) {
      journal.used = start;
      return false;
    }
    series[of + THERE] = 1;
    series[of + CHANGED] = poll;
    this.#arena.append(log, journal.room, start, journal.used);
    return true;
  }

  /** The series is not there any more from this poll on. */
  noteEnd(log: number, poll: number, journal: GrowingBytes): void {
    const series = this.#series;
    const of = log * FIELDS;
    const start = journal.used;
    journal.unsigned(poll - (series[of + CHANGED] as number));
    const columns = COLUMNS_OF[series[of + KIND] as number] as Columns;
    writeEnd(this.#figures, this.#bases, series[of + START] as number, columns, journal);
    series[of + THERE] = 0;
    series[of + CHANGED] = poll;
    this.#arena.append(log, journal.room, start, journal.used);
  }

  /** Takes over one change as it stands in a journal. */
  take(log: number, poll: number, from: ByteReader, source: Uint8Array): void {
    const series = this.#series;
    const of = log * FIELDS;
    const start = from.at;
    if (from.unsigned() !== poll - (series[of + CHANGED] as number)) throw new BrokenRecording();
    const columns = COLUMNS[this.kindOf(log)];
    const isThere = readChange(this.#figures, this.#bases, series[of + START] as number, columns, from);
    series[of + THERE] = isThere ? 1 : 0;
    series[of + CHANGED] = poll;
    this.#arena.append(log, source, start, from.at);
  }

  copy(log: number, into: Uint8Array, offset: number): void {
    this.#arena.copy(log, into, offset);
  }

  /** Goes through one of them from its beginning. */
  cursor(log: number): LogCursor {
    const bytes = new Uint8Array(this.lengthOf(log));
    this.copy(log, bytes, 0);
    return new LogCursor(COLUMNS[this.kindOf(log)], bytes);
  }

  #widenSeries(): void {
    const series = this.#series;
    (this.#series = new Int32Array(series.length * 2)).set(series);
  }

  #widenFigures(): void {
    const [figures, bases] = [this.#figures, this.#bases];
    (this.#figures = new Float64Array(figures.length * 2)).set(figures);
    (this.#bases = new Float64Array(bases.length * 2)).set(bases);
  }
}

const COLUMNS_OF: readonly Columns[] = SERIES_KINDS.map((kind) => COLUMNS[kind]);
// Of each series, side by side: where its figures begin, its kind, the poll of its newest change (-1 = none), whether it
// is there.
const START = 0;
const KIND = 1;
const CHANGED = 2;
const THERE = 3;
const FIELDS = 4;
// Figures in a line of the processor's cache.
const LINE = 8;
