import { BrokenRecording } from './broken-recording.ts';
import { ChangeRows } from './change-rows.ts';
import { type ByteReader, GrowingBytes } from './growing-bytes.ts';
import { LogArena } from './log-arena.ts';
import { LogCursor } from './log-cursor.ts';
import { OpenMinutes } from './open-minutes.ts';
import { FIELDS, LogStates, THERE } from './log-states.ts';
import { Polls } from './polls.ts';
import { readBlock } from './read-block.ts';
import { COLUMNS, type SeriesKind } from './series-kinds.ts';
import { SpareBlocks } from './spare-blocks.ts';
import { WaitingRows } from './waiting-rows.ts';
import { writeBlock } from './write-block.ts';

/** A series whose log is no longer than this hardly changed: no minutes are made of it, as they are quickly had from it. */
export const STILL_BYTES = 128;

/**
 * A recording under way: its polls, and the logs of all series, each by the number it got here. Polls wait until their
 * minute is over and are then written series by series: what is done for twelve at once costs a fraction of what it
 * costs twelve times.
 */
export class OpenLogs {
  readonly polls = new Polls();
  readonly minutes: OpenMinutes;
  readonly #states = new LogStates();
  readonly #arena: LogArena;
  readonly #spare: SpareBlocks;
  readonly #waiting = new WaitingRows(this.#states);
  readonly #tools = new Map<
    SeriesKind,
    { readonly rows: ChangeRows; readonly read: ChangeRows; readonly cursor: LogCursor }
  >();
  readonly #scratch = new GrowingBytes();

  constructor(spare = new SpareBlocks()) {
    this.#spare = spare;
    this.#arena = new LogArena(spare);
    this.minutes = new OpenMinutes(this.polls, spare);
  }

  /** Its memory is for the next from now on; nothing can be read of it any more. */
  end(): void {
    this.#spare.keep([...this.#arena.end(), ...this.minutes.end()]);
  }

  /** A series of which nothing is known yet. */
  add(kind: SeriesKind): number {
    return this.#states.add(kind);
  }

  get count(): number {
    return this.#states.count;
  }

  kindOf(log: number): SeriesKind {
    return this.#states.kindOf(log);
  }

  /** How many polls are in the logs. */
  written = 0;

  /** Of all of them together. */
  get bytes(): number {
    return this.#arena.bytes;
  }

  lengthOf(log: number): number {
    return this.#arena.lengthOf(log);
  }

  copy(log: number, into: Uint8Array, offset: number): void {
    this.#arena.copy(log, into, offset);
  }

  /** Was it there when the logs were last written? */
  isThere(log: number): boolean {
    return this.#states.isThere(log);
  }

  /** It has been as it is since the first poll. */
  isStill(log: number): boolean {
    return this.isThere(log) && this.#states.rows[this.#states.rowOf(log)] === 0;
  }

  /** The figures as the logs have them. */
  figuresOf(log: number): Float64Array {
    const row = this.#states.rowOf(log);
    return this.#states.rows.subarray(row + 1, row + this.#states.strideOf(log));
  }

  /** The next poll saw some series, whose figures lie one behind the other; the logs are written later. */
  note(logs: Int32Array, figures: Float64Array): void {
    this.#waiting.add(logs, figures, this.polls.count);
  }

  /** The next poll did not find it any more; it need not have been there before. */
  noteEnd(log: number): void {
    this.#waiting.addEnd(log, this.polls.count);
  }

  /** The minute under way is over: with enough of them the logs are written. */
  turn(): void {
    this.minutes.turn();
    this.#waiting.turn(this.polls.count);
  }

  /** Is it worth writing the logs? */
  get isDue(): boolean {
    return this.#waiting.bytes >= MOST_WAITING || this.polls.count - this.written >= MOST_POLLS;
  }

  /** The recording begins with these figures of a series that was there before it; written at once, as `write` does. */
  begin(log: number, figures: Float64Array, journal: GrowingBytes, name: (log: number) => void): void {
    const { read: rows } = this.#toolsOf(this.kindOf(log));
    const at = this.#states.rowOf(log);
    rows.begin(this.#states.rows, at + 1, this.#states.rows[at] as number);
    rows.figures.set(figures);
    if (!rows.add(0, 0)) return;
    const blocks = this.#scratch;
    blocks.clear();
    writeBlock(rows, this.#states.columnsOf(log), this.#states.bases, at + 1, blocks);
    this.#append(log, blocks, journal, name);
    this.#takeOver(log, rows);
  }

  /** Writes everything that waits; every block goes to `journal` too, behind what `name` says of its series there. */
  write(journal: GrowingBytes, name: (log: number) => void): void {
    this.turn();
    for (const log of this.#waiting.logs()) this.#writeOne(log, journal, name);
    this.#waiting.clear();
    this.written = this.polls.count;
  }

  #writeOne(log: number, journal: GrowingBytes, name: (log: number) => void): void {
    const { minutes, polls } = this;
    const waiting = this.#waiting;
    const states = this.#states;
    const kind = states.kindOf(log);
    const at = states.rowOf(log);
    const { rows } = this.#toolsOf(kind);
    const columns = COLUMNS[kind];
    const hasMinutes = minutes.has(log);
    const blocks = this.#scratch;
    blocks.clear();
    let isThere = this.isThere(log);
    waiting.fetch(log);
    if (hasMinutes) minutes.goOn(log, kind, states.rows, at + 1, isThere);
    for (let entry = waiting.first(log); entry !== 0;) {
      rows.begin(states.rows, at + 1, states.rows[at] as number);
      entry = waiting.gather(rows, entry, isThere);
      if (rows.count === 0) continue;
      writeBlock(rows, columns, states.bases, at + 1, blocks);
      if (hasMinutes) minutes.holdRows(rows, isThere, entry === 0 ? polls.count : waiting.pollOf(entry));
      this.#takeOver(log, rows);
      isThere = !rows.ends;
    }
    if (blocks.used > 0) this.#append(log, blocks, journal, name);
    if (hasMinutes) {
      minutes.hold(states.rows, at + 1, isThere, polls.count);
      minutes.leave();
    } else if (this.#arena.lengthOf(log) > STILL_BYTES) this.#makeMinutes(log);
  }

  #append(log: number, blocks: GrowingBytes, journal: GrowingBytes, name: (log: number) => void): void {
    name(log);
    journal.unsigned(blocks.used);
    journal.appendAll(blocks);
    this.#arena.append(log, blocks.room, 0, blocks.used);
  }

  #takeOver(log: number, rows: ChangeRows): void {
    const states = this.#states;
    const row = states.rowOf(log);
    states.rows[row] = rows.lastPoll;
    rows.take(rows.count - 1, states.rows, row + 1);
    states.fields[log * FIELDS + THERE] = rows.ends ? 0 : 1;
  }

  #makeMinutes(log: number): void {
    const kind = this.kindOf(log);
    const { cursor } = this.#toolsOf(kind);
    const bytes = this.#scratch;
    bytes.clear();
    this.#copyTo(log, bytes);
    cursor.turnTo(bytes.room, 0, bytes.used);
    this.minutes.begin(log, kind, cursor);
  }

  /** Its minutes up to the newest poll go to `out`; the answer is its hour. Nothing may be written of it any more. */
  endMinutes(log: number, out: GrowingBytes): Float64Array {
    const kind = this.kindOf(log);
    if (this.minutes.has(log)) {
      const { rows } = this.#states;
      const place = this.#states.rowOf(log) + 1;
      this.minutes.goOn(log, kind, rows, place, this.isThere(log));
      this.minutes.hold(rows, place, this.isThere(log), this.polls.count);
      this.minutes.leave();
    } else this.#makeMinutes(log);
    return this.minutes.endOf(log, kind, out);
  }

  /** Takes over what was written of a log as it stands in a journal; the polls it tells of have been added. */
  take(log: number, from: ByteReader, source: Uint8Array): void {
    const kind = this.kindOf(log);
    const { rows: states, bases } = this.#states;
    const at = this.#states.rowOf(log);
    const { read: rows } = this.#toolsOf(kind);
    const length = from.unsigned();
    const begin = from.at;
    while (from.at < begin + length) {
      rows.begin(states, at + 1, states[at] as number);
      readBlock(from, rows, COLUMNS[kind], bases, at + 1);
      if (rows.lastPoll > this.polls.count) throw new BrokenRecording();
      this.#takeOver(log, rows);
    }
    this.#arena.append(log, source, begin, from.at);
  }

  /** Goes through one of them from its beginning, with what waits. */
  cursor(log: number): LogCursor {
    const kind = this.kindOf(log);
    const columns = COLUMNS[kind];
    const bytes = new GrowingBytes();
    this.#copyTo(log, bytes);
    this.#writeWaiting(log, bytes);
    return new LogCursor(columns, bytes.room, 0, bytes.used);
  }

  /** What waits, as it would be written now; nothing is taken over. */
  #writeWaiting(log: number, bytes: GrowingBytes): void {
    const waiting = this.#waiting;
    const kind = this.kindOf(log);
    const columns = COLUMNS[kind];
    const states = this.#states;
    const at = this.#states.rowOf(log);
    const { rows } = this.#toolsOf(kind);
    const bases = states.bases.slice(at, at + columns.width + 1);
    const before = states.rows.slice(at, at + columns.width + 1);
    let isThere = this.isThere(log);
    for (let entry = waiting.first(log); entry !== 0;) {
      rows.begin(before, 1, before[0] as number);
      entry = waiting.gather(rows, entry, isThere);
      if (rows.count === 0) continue;
      writeBlock(rows, columns, bases, 1, bytes);
      before[0] = rows.lastPoll;
      rows.take(rows.count - 1, before, 1);
      isThere = !rows.ends;
    }
  }

  #copyTo(log: number, bytes: GrowingBytes): void {
    const length = this.lengthOf(log);
    bytes.need(length);
    this.copy(log, bytes.room, bytes.used);
    bytes.used += length;
  }

  #toolsOf(kind: SeriesKind): { readonly rows: ChangeRows; readonly read: ChangeRows; readonly cursor: LogCursor } {
    const known = this.#tools.get(kind);
    if (known !== undefined) return known;
    const columns = COLUMNS[kind];
    const { width } = columns;
    const made = {
      rows: new ChangeRows(width),
      read: new ChangeRows(width),
      cursor: new LogCursor(columns, new Uint8Array(0)),
    };
    this.#tools.set(kind, made);
    return made;
  }
}

// The more wait, the less it costs to write them, and the longer it takes at a time.
const MOST_WAITING = 8_000_000;
const MOST_POLLS = 120;
