import { LogState } from './change-log.ts';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';

/** One series being recorded: its changes, each behind how many polls later it was than the one before. */
export class SeriesLog {
  readonly bytes = new GrowingBytes();
  readonly state: LogState;
  /** Index of the poll of the newest change; -1 before the first. */
  lastChange = -1;
  isThere = false;

  constructor(width: number) {
    this.state = new LogState(width);
  }

  /** Keeps what the figures are at this poll. True when they changed; the change stands in `scratch` without its place. */
  note(poll: number, figures: Float64Array, offset: number, scratch: GrowingBytes): boolean {
    const start = scratch.used;
    if (!this.state.write(scratch, figures, offset)) return false;
    this.isThere = true;
    this.#place(poll, scratch, start);
    return true;
  }

  /** The series is not there any more from this poll on. */
  noteEnd(poll: number, scratch: GrowingBytes): void {
    const start = scratch.used;
    this.state.writeEnd(scratch);
    this.isThere = false;
    this.#place(poll, scratch, start);
  }

  /** Takes over one change as it stands in a journal. */
  take(poll: number, from: ByteReader, source: Uint8Array): void {
    const start = from.at;
    this.isThere = this.state.read(from);
    this.bytes.unsigned(poll - this.lastChange);
    this.bytes.append(source, start, from.at);
    this.lastChange = poll;
  }

  #place(poll: number, scratch: GrowingBytes, start: number): void {
    this.bytes.unsigned(poll - this.lastChange);
    this.bytes.append(scratch.room, start, scratch.used);
    this.lastChange = poll;
  }
}

/** Goes through a recorded series from its beginning. */
export class LogCursor {
  readonly state: LogState;
  isThere = false;
  /** Index of the poll of the next change; Infinity behind the last. */
  next: number;
  readonly #from: ByteReader;

  constructor(width: number, bytes: Uint8Array, end: number = bytes.length) {
    this.state = new LogState(width);
    this.#from = new ByteReader(bytes, 0, end);
    this.next = this.#from.done ? Infinity : this.#from.unsigned() - 1;
  }

  /** Takes over every change up to and at this poll; true when there was one. */
  advance(poll: number): boolean {
    if (this.next > poll) return false;
    while (this.next <= poll) {
      this.isThere = this.state.read(this.#from);
      this.next = this.#from.done ? Infinity : this.next + this.#from.unsigned();
    }
    return true;
  }
}
