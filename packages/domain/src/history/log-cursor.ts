import { LogState } from './change-log.ts';
import { ByteReader } from './growing-bytes.ts';
import type { Columns } from './series-kinds.ts';

/** Goes through a recorded series from its beginning: its changes, each behind how many polls later it was. */
export class LogCursor {
  readonly state: LogState;
  isThere = false;
  /** Index of the poll of the next change; Infinity behind the last. */
  next = Infinity;
  readonly #from: ByteReader;

  constructor(columns: Columns, bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.state = new LogState(columns);
    this.#from = new ByteReader(bytes, start, end);
    this.#begin();
  }

  /** From the beginning of another series with the same columns: one cursor for tens of thousands of them. */
  turnTo(bytes: Uint8Array, start: number, end: number): void {
    this.state.clear();
    this.isThere = false;
    this.#from.turnTo(bytes, start, end);
    this.#begin();
  }

  #begin(): void {
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
