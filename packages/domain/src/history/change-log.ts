import { BrokenRecording } from './broken-recording.ts';
import { type ByteReader, type GrowingBytes, LONGEST_NUMBER } from './growing-bytes.ts';
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
  /** Of each column that is not known now the last known figure; 0 before the first. */
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
    writeEnd(this.figures, this.#bases, 0, this.columns, out);
  }

  /** Reads one record and takes it over; false when it is the end of the series. */
  read(from: ByteReader): boolean {
    return readChange(this.figures, this.#bases, 0, this.columns, from);
  }
}

const COLUMNS_PER_BYTE = 8;
const MORE = 128;
const MINUS = 64;

/** How many bytes the mask of so many columns takes. */
export function maskBytes(width: number): number {
  return (width + 7) >> 3;
}

/** `write` for a series whose figures begin at `at` among those of others. Runs for every series of every poll. */
export function writeChange(
  figures: Float64Array,
  bases: Float64Array,
  at: number,
  { width, derived }: Columns,
  out: GrowingBytes,
  next: Float64Array,
  offset: number,
): boolean {
  if (derived !== undefined) {
    const added = (next[offset + derived.plus] as number) - (figures[at + derived.plus] as number);
    const taken = (next[offset + derived.minus] as number) - (figures[at + derived.minus] as number);
    foresee(figures, at + derived.column, added - taken);
  }
  const masks = maskBytes(width);
  out.need(masks + width * LONGEST_NUMBER);
  const { room, used: start } = out;
  let used = start + masks;
  let isChanged = 0;
  for (let first = 0, place = start; first < width; first += COLUMNS_PER_BYTE, place += 1) {
    const end = first + COLUMNS_PER_BYTE < width ? first + COLUMNS_PER_BYTE : width;
    let mask = 0;
    for (let column = first; column < end; column += 1) {
      const before = figures[at + column] as number;
      const now = next[offset + column] as number;
      if (before === now) continue;
      const difference = now - before;
      const whole = difference | 0;
      if (whole === difference) {
        // Both bytes at once and then as many as there are: what is random cannot be foreseen by the processor either.
        const minus = whole >> 31;
        const size = (whole ^ minus) - minus;
        const more = (63 - size) >>> 31;
        room[used] = (size & 63) | (minus & MINUS) | (more << 7);
        room[used + 1] = size >>> 6;
        used += 1 + more;
        if (size > 8_191) used = writeRest(room, used - 1, size >>> 6);
      } else {
        // Only NaN differs from itself.
        // oxlint-disable-next-line no-self-compare
        if (before !== before && now !== now) continue;
        out.used = used;
        out.signed(differenceOf(before, now, bases, at + column));
        used = out.used;
      }
      figures[at + column] = now;
      mask |= 1 << (column - first);
    }
    room[place] = mask;
    isChanged |= mask;
  }
  out.used = isChanged === 0 ? start : used;
  return isChanged !== 0;
}

/** Seven bits to a byte, low ones first; returns where they end. */
function writeRest(room: Uint8Array, at: number, value: number): number {
  let place = at;
  let left = value;
  for (; left > 127; left >>>= 7) room[place++] = (left & 127) | MORE;
  room[place++] = left;
  return place;
}

function differenceOf(before: number, now: number, bases: Float64Array, at: number): number {
  if (Number.isNaN(now)) {
    bases[at] = before;
    return 0;
  }
  return now - (Number.isNaN(before) ? (bases[at] as number) : before);
}

/** The record that says that a series ends, and nothing of it is known any more. */
export function writeEnd(
  figures: Float64Array,
  bases: Float64Array,
  at: number,
  { width }: Columns,
  out: GrowingBytes,
): void {
  for (let left = maskBytes(width); left > 0; left -= 1) out.byte(0);
  forget(figures, bases, at, width);
}

function forget(figures: Float64Array, bases: Float64Array, at: number, width: number): void {
  for (let place = at; place < at + width; place += 1) {
    const figure = figures[place] as number;
    if (!Number.isNaN(figure)) bases[place] = figure;
    figures[place] = NaN;
  }
}

/** Moves a derived column; both sides do, so that what is written is what else happened to it. */
function foresee(figures: Float64Array, at: number, change: number): void {
  const expected = (figures[at] as number) + change;
  // NaN is none of these.
  if (expected >= 0 && expected <= Number.MAX_SAFE_INTEGER) figures[at] = expected;
}

/** `read` for a series whose figures begin at `at` among those of others. */
export function readChange(
  figures: Float64Array,
  bases: Float64Array,
  at: number,
  { width, derived }: Columns,
  from: ByteReader,
): boolean {
  const plusBefore = derived === undefined ? 0 : (figures[at + derived.plus] as number);
  const minusBefore = derived === undefined ? 0 : (figures[at + derived.minus] as number);
  const derivedColumn = derived === undefined ? -1 : derived.column;
  let ofDerived = NaN;
  let all = 0;
  const { bytes } = from;
  let place = from.at;
  from.skip(maskBytes(width));
  let next = from.at;
  const last = bytes.length - 1;
  for (let first = 0; first < width; first += COLUMNS_PER_BYTE, place += 1) {
    const mask = bytes[place] as number;
    if (first + 32 - Math.clz32(mask) > width) throw new BrokenRecording();
    all |= mask;
    // From the lowest bit that is set to the next.
    for (let left = mask; left !== 0; left &= left - 1) {
      const column = first + 31 - Math.clz32(left & (0 - left));
      const low = bytes[next] as number;
      const high = next < last ? (bytes[next + 1] as number) : 0;
      let difference: number;
      if ((low & high & MORE) === 0) {
        const more = low >>> 7;
        const minus = 0 - ((low >>> 6) & 1);
        difference = (((low & 63) | ((high << 6) & (0 - more))) ^ minus) - minus;
        next += 1 + more;
      } else {
        // More than two bytes.
        from.at = next;
        difference = from.signed();
        next = from.at;
      }
      if (column === derivedColumn) ofDerived = difference;
      else takeDifference(figures, bases, at + column, difference);
    }
  }
  from.goTo(next);
  if (all === 0) {
    forget(figures, bases, at, width);
    return false;
  }
  if (derived === undefined) return true;
  const added = (figures[at + derived.plus] as number) - plusBefore;
  const taken = (figures[at + derived.minus] as number) - minusBefore;
  foresee(figures, at + derived.column, added - taken);
  if (!Number.isNaN(ofDerived)) takeDifference(figures, bases, at + derived.column, ofDerived);
  return true;
}

function takeDifference(figures: Float64Array, bases: Float64Array, at: number, difference: number): void {
  const before = figures[at] as number;
  const now = before + difference;
  if (difference !== 0 && !Number.isNaN(now)) figures[at] = now;
  else if (Number.isNaN(before)) figures[at] = (bases[at] as number) + difference;
  else {
    bases[at] = before;
    figures[at] = NaN;
  }
}
