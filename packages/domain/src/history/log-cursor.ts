import { readBlock } from './read-block.ts';
import { ChangeRows } from './change-rows.ts';
import { ByteReader } from './growing-bytes.ts';
import type { Columns } from './series-kinds.ts';

/** Goes through a recorded series from its beginning, change by change. */
export class LogCursor {
  /** The figures now. */
  readonly figures: Float64Array;
  isThere = false;
  /** Index of the poll of the next change; Infinity behind the last. */
  next = Infinity;
  readonly #columns: Columns;
  readonly #bases: Float64Array;
  readonly #rows: ChangeRows;
  readonly #from: ByteReader;
  /** The row behind the figures. */
  #row = 0;

  constructor(columns: Columns, bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.#columns = columns;
    this.figures = new Float64Array(columns.width);
    this.#bases = new Float64Array(columns.width);
    this.#rows = new ChangeRows(columns.width);
    this.#from = new ByteReader(bytes, start, end);
    this.#begin();
  }

  /** From the beginning of another series with the same columns: one cursor for tens of thousands of them. */
  turnTo(bytes: Uint8Array, start: number, end: number): void {
    this.#from.turnTo(bytes, start, end);
    this.#begin();
  }

  #begin(): void {
    this.figures.fill(NaN);
    this.#bases.fill(0);
    this.isThere = false;
    this.#read(-1);
  }

  /** Takes over every change up to and at this poll; true when there was one. */
  advance(poll: number): boolean {
    if (this.next > poll) return false;
    while (this.next <= poll) this.#step();
    return true;
  }

  #step(): void {
    const rows = this.#rows;
    rows.take(this.#row, this.figures, 0);
    this.#row += 1;
    const isLast = this.#row === rows.count;
    this.isThere = !rows.ends || !isLast;
    if (isLast) this.#read(rows.lastPoll);
    else this.next = rows.polls[this.#row] as number;
  }

  /** The next block, behind the figures as they are since a poll. */
  #read(poll: number): void {
    const rows = this.#rows;
    rows.begin(this.figures, 0, poll);
    this.#row = 0;
    if (this.#from.done) {
      this.next = Infinity;
      return;
    }
    readBlock(this.#from, rows, this.#columns, this.#bases, 0);
    this.next = rows.polls[0] as number;
  }
}
