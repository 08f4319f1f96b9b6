import type { ByteReader, GrowingBytes } from './growing-bytes.ts';

/**
 * The figures of one series as the log of what changed from poll to poll. A record is a mask of the columns that
 * changed, seven to a byte, and per such column the difference to its last known figure; polls at which nothing
 * changed take no room. Figures are safe integers from 0; NaN = not known.
 *
 * A column that becomes unknown is written as the difference 0, which no change has; for a column that was unknown 0
 * means that it is known again and the same. An empty mask is the end of the series.
 */
export class LogState {
  readonly width: number;
  /** The figures now. */
  readonly figures: Float64Array;
  /** The last known figure of each column; 0 before the first. */
  readonly #bases: Float64Array;

  constructor(width: number) {
    this.width = width;
    this.figures = new Float64Array(width).fill(NaN);
    this.#bases = new Float64Array(width);
  }

  /** Writes what `next` (from `offset`) changes, and takes it over. False, and nothing is written, when it changes nothing. */
  write(out: GrowingBytes, next: Float64Array, offset = 0): boolean {
    const { figures, width } = this;
    let groups = 0;
    for (let first = 0, group = 0; first < width; first += COLUMNS_PER_BYTE, group += 1) {
      const end = first + COLUMNS_PER_BYTE < width ? first + COLUMNS_PER_BYTE : width;
      let mask = 0;
      for (let column = first; column < end; column += 1) {
        const before = figures[column] as number;
        const now = next[offset + column] as number;
        // Only NaN differs from itself; this runs for every figure of every poll.
        // oxlint-disable-next-line no-self-compare
        if (before !== now && (before === before || now === now)) mask |= 1 << (column - first);
      }
      masks[group] = mask;
      if (mask !== 0) groups = group + 1;
    }
    if (groups === 0) return false;
    out.need(groups + width * LONGEST_NUMBER);
    for (let group = 0; group < groups; group += 1) {
      out.room[out.used++] = group < groups - 1 ? (masks[group] as number) | MORE : (masks[group] as number);
    }
    for (let group = 0; group < groups; group += 1) {
      for (let left = masks[group] as number, column = group * COLUMNS_PER_BYTE; left !== 0; column += 1, left >>= 1) {
        if ((left & 1) !== 0) this.#writeColumn(out, column, next[offset + column] as number);
      }
    }
    return true;
  }

  #writeColumn(out: GrowingBytes, column: number, figure: number): void {
    this.figures[column] = figure;
    if (Number.isNaN(figure)) {
      out.signed(0);
      return;
    }
    const difference = figure - (this.#bases[column] as number);
    this.#bases[column] = figure;
    // Nearly all of them are this small.
    if (difference > -64 && difference < 64) out.room[out.used++] = difference < 0 ? 64 - difference : difference;
    else out.signed(difference);
  }

  /** Writes that the series ends; whatever comes later starts from nothing known. */
  writeEnd(out: GrowingBytes): void {
    out.byte(0);
    this.figures.fill(NaN);
  }

  /** Reads one record and takes it over; false when it is the end of the series. */
  read(from: ByteReader): boolean {
    let groups = 0;
    let isMore = true;
    for (; isMore; groups += 1) {
      const mask = from.byte();
      masks[groups] = mask;
      isMore = (mask & MORE) !== 0;
    }
    if (groups === 1 && masks[0] === 0) {
      this.figures.fill(NaN);
      return false;
    }
    for (let group = 0; group < groups; group += 1) {
      let left = (masks[group] ?? 0) & ~MORE;
      for (let column = group * COLUMNS_PER_BYTE; left !== 0; column += 1, left >>= 1) {
        if ((left & 1) !== 0) this.#readColumn(from, column);
      }
    }
    return true;
  }

  #readColumn(from: ByteReader, column: number): void {
    const difference = from.signed();
    const becameUnknown = difference === 0 && !Number.isNaN(this.figures[column] ?? NaN);
    if (becameUnknown) this.figures[column] = NaN;
    else {
      const figure = (this.#bases[column] ?? 0) + difference;
      this.figures[column] = figure;
      this.#bases[column] = figure;
    }
  }
}

const COLUMNS_PER_BYTE = 7;
const MORE = 128;
// The most bytes a number takes.
const LONGEST_NUMBER = 9;
// As many as the widest series needs: reading and writing never overlap.
const masks: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
