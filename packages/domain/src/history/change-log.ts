import { BrokenRecording } from './broken-recording.ts';
import type { ByteReader, GrowingBytes } from './growing-bytes.ts';
import { type Columns, plainColumns } from './series-kinds.ts';

/**
 * The figures of one series as the log of what changed from poll to poll. A record is a mask of the columns that
 * changed, eight to a byte, and per such column the difference to its last known figure; polls at which nothing
 * changed take no room. Figures are safe integers from 0; NaN = not known.
 *
 * A column that becomes unknown is written as the difference 0, which no change has; for a column that was unknown 0
 * means that it is known again and the same. An empty mask is the end of the series. A derived column is first moved
 * by what the columns it follows moved, so that it takes room only where it does anything else.
 */
export class LogState {
  /** The figures now. */
  readonly figures: Float64Array;
  readonly columns: Columns;
  /** The last known figure of each column; 0 before the first. */
  readonly #bases: Float64Array;

  constructor(columns: Columns | number) {
    this.columns = typeof columns === 'number' ? plainColumns(columns) : columns;
    this.figures = new Float64Array(this.columns.width).fill(NaN);
    this.#bases = new Float64Array(this.columns.width);
  }

  /** As new, for another series. */
  clear(): void {
    this.figures.fill(NaN);
    this.#bases.fill(0);
  }

  /** Writes what `next` changes, and takes it over. False, and nothing is written, when it changes nothing. */
  write(out: GrowingBytes, next: Float64Array): boolean {
    return writeChange(this.figures, this.#bases, 0, this.columns, out, next, 0);
  }

  /** Writes that the series ends; whatever comes later starts from nothing known. */
  writeEnd(out: GrowingBytes): void {
    writeEmptyMask(out, this.columns);
    this.figures.fill(NaN);
  }

  /** Reads one record and takes it over; false when it is the end of the series. */
  read(from: ByteReader): boolean {
    return readChange(this.figures, this.#bases, 0, this.columns, from);
  }
}

const COLUMNS_PER_BYTE = 8;
const MORE = 128;
// The most bytes a number takes.
const LONGEST_NUMBER = 9;

function maskBytes({ width }: Columns): number {
  return Math.ceil(width / COLUMNS_PER_BYTE);
}

/** The record that says that a series ends. */
export function writeEmptyMask(out: GrowingBytes, columns: Columns): void {
  for (let left = maskBytes(columns); left > 0; left -= 1) out.byte(0);
}

/** `write` for a series whose figures begin at `at` among those of others. Runs for every series of every poll. */
export function writeChange(
  figures: Float64Array,
  bases: Float64Array,
  at: number,
  columns: Columns,
  out: GrowingBytes,
  next: Float64Array,
  offset: number,
): boolean {
  const { width, derived } = columns;
  if (derived !== undefined) {
    const added = (next[offset + derived.plus] as number) - (figures[at + derived.plus] as number);
    const taken = (next[offset + derived.minus] as number) - (figures[at + derived.minus] as number);
    if (added !== 0 || taken !== 0) foresee(figures, bases, at + derived.column, added - taken);
  }
  const start = out.used;
  const masks = maskBytes(columns);
  out.need(masks + width * LONGEST_NUMBER);
  out.used = start + masks;
  let isChanged = false;
  for (let first = 0, place = start; first < width; first += COLUMNS_PER_BYTE, place += 1) {
    const end = first + COLUMNS_PER_BYTE < width ? first + COLUMNS_PER_BYTE : width;
    let mask = 0;
    for (let column = first; column < end; column += 1) {
      const before = figures[at + column] as number;
      const now = next[offset + column] as number;
      // Only NaN differs from itself.
      // oxlint-disable-next-line no-self-compare
      if (before === now || (before !== before && now !== now)) continue;
      mask |= 1 << (column - first);
      writeColumn(figures, bases, at + column, out, now);
    }
    out.room[place] = mask;
    if (mask !== 0) isChanged = true;
  }
  if (!isChanged) out.used = start;
  return isChanged;
}

function writeColumn(figures: Float64Array, bases: Float64Array, at: number, out: GrowingBytes, figure: number): void {
  figures[at] = figure;
  if (Number.isNaN(figure)) {
    out.signed(0);
    return;
  }
  const difference = figure - (bases[at] as number);
  bases[at] = figure;
  // Nearly all of them are as small as one of these.
  if (difference > -64 && difference < 64) {
    out.room[out.used++] = difference < 0 ? 64 - difference : difference;
  } else if (difference > -8_192 && difference < 8_192) {
    const size = difference < 0 ? 0 - difference : difference;
    out.room[out.used++] = (size & 63) | (difference < 0 ? MORE + 64 : MORE);
    out.room[out.used++] = size >> 6;
  } else out.signed(difference);
}

/** Moves a derived column; both sides do, so that what is written is what else happened to it. */
function foresee(figures: Float64Array, bases: Float64Array, at: number, change: number): void {
  const expected = (figures[at] as number) + change;
  // NaN is none of these.
  if (!(expected >= 0 && expected <= Number.MAX_SAFE_INTEGER)) return;
  figures[at] = expected;
  bases[at] = expected;
}

/** `read` for a series whose figures begin at `at` among those of others. */
export function readChange(
  figures: Float64Array,
  bases: Float64Array,
  at: number,
  columns: Columns,
  from: ByteReader,
): boolean {
  const { width, derived } = columns;
  const plusBefore = derived === undefined ? 0 : (figures[at + derived.plus] as number);
  const minusBefore = derived === undefined ? 0 : (figures[at + derived.minus] as number);
  let ofDerived = NaN;
  let isEnd = true;
  let place = from.at;
  from.skip(maskBytes(columns));
  for (let first = 0; first < width; first += COLUMNS_PER_BYTE, place += 1) {
    let left = from.bytes[place] as number;
    if (left !== 0) isEnd = false;
    for (let column = first; left !== 0; column += 1, left >>= 1) {
      if ((left & 1) === 0) continue;
      if (column >= width) throw new BrokenRecording();
      const difference = from.signed();
      if (derived !== undefined && column === derived.column) ofDerived = difference;
      else takeDifference(figures, bases, at + column, difference);
    }
  }
  if (isEnd) {
    figures.fill(NaN, at, at + width);
    return false;
  }
  if (derived === undefined) return true;
  const added = (figures[at + derived.plus] as number) - plusBefore;
  const taken = (figures[at + derived.minus] as number) - minusBefore;
  if (added !== 0 || taken !== 0) foresee(figures, bases, at + derived.column, added - taken);
  if (!Number.isNaN(ofDerived)) takeDifference(figures, bases, at + derived.column, ofDerived);
  return true;
}

function takeDifference(figures: Float64Array, bases: Float64Array, at: number, difference: number): void {
  if (difference === 0 && !Number.isNaN(figures[at])) {
    figures[at] = NaN;
    return;
  }
  const figure = (bases[at] as number) + difference;
  figures[at] = figure;
  bases[at] = figure;
}
