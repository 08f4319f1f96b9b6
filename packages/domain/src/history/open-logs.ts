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
  /** By series: where its figures begin, its kind, the poll of its newest change (-1 = none), whether it is there. */
  #starts = new Uint32Array(16);
  #kinds = new Uint8Array(16);
  #changed = new Int32Array(16);
  #there = new Uint8Array(16);
  readonly #arena = new LogArena();

  /** A series of which nothing is known yet. */
  add(kind: SeriesKind): number {
    const log = this.count;
    const { width } = COLUMNS[kind];
    if (log === this.#starts.length) this.#widenSeries();
    if (this.#used + width > this.#figures.length) this.#widenFigures();
    this.#starts[log] = this.#used;
    this.#kinds[log] = SERIES_KINDS.indexOf(kind);
    this.#changed[log] = -1;
    this.#figures.fill(NaN, this.#used, this.#used + width);
    this.#used += width;
    this.count += 1;
    return log;
  }

  kindOf(log: number): SeriesKind {
    return SERIES_KINDS[this.#kinds[log] ?? 0] ?? 'group';
  }

  isThere(log: number): boolean {
    return this.#there[log] === 1;
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
    const start = this.#starts[log] ?? 0;
    return this.#figures.subarray(start, start + COLUMNS[this.kindOf(log)].width);
  }

  /** Keeps what the figures are at this poll. True when they changed; the change is added to `journal` too. */
  note(log: number, poll: number, next: Float64Array, offset: number, journal: GrowingBytes): boolean {
    const start = journal.used;
    journal.unsigned(poll - (this.#changed[log] as number));
    const columns = COLUMNS_OF[this.#kinds[log] as number] as Columns;
    if (!writeChange(this.#figures, this.#bases, this.#starts[log] as number, columns, journal, next, offset)) {
      journal.used = start;
      return false;
    }
    this.#there[log] = 1;
    this.#changed[log] = poll;
    this.#arena.append(log, journal.room, start, journal.used);
    return true;
  }

  /** The series is not there any more from this poll on. */
  noteEnd(log: number, poll: number, journal: GrowingBytes): void {
    const start = journal.used;
    journal.unsigned(poll - (this.#changed[log] as number));
    const columns = COLUMNS_OF[this.#kinds[log] as number] as Columns;
    writeEnd(this.#figures, this.#bases, this.#starts[log] as number, columns, journal);
    this.#there[log] = 0;
    this.#changed[log] = poll;
    this.#arena.append(log, journal.room, start, journal.used);
  }

  /** Takes over one change as it stands in a journal. */
  take(log: number, poll: number, from: ByteReader, source: Uint8Array): void {
    const start = from.at;
    if (from.unsigned() !== poll - (this.#changed[log] as number)) throw new BrokenRecording();
    const columns = COLUMNS[this.kindOf(log)];
    const isThere = readChange(this.#figures, this.#bases, this.#starts[log] as number, columns, from);
    this.#there[log] = isThere ? 1 : 0;
    this.#changed[log] = poll;
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
    const room = this.#starts.length * 2;
    const [starts, kinds, changed, there] = [this.#starts, this.#kinds, this.#changed, this.#there];
    (this.#starts = new Uint32Array(room)).set(starts);
    (this.#kinds = new Uint8Array(room)).set(kinds);
    (this.#changed = new Int32Array(room)).set(changed);
    (this.#there = new Uint8Array(room)).set(there);
  }

  #widenFigures(): void {
    const [figures, bases] = [this.#figures, this.#bases];
    (this.#figures = new Float64Array(figures.length * 2)).set(figures);
    (this.#bases = new Float64Array(bases.length * 2)).set(bases);
  }
}

const COLUMNS_OF: readonly Columns[] = SERIES_KINDS.map((kind) => COLUMNS[kind]);
