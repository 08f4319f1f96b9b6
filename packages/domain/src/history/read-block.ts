import { BrokenRecording } from './broken-recording.ts';
import {
  COLUMNS_PER_BYTE,
  type Derived,
  ENDS,
  foreseen,
  MOST_BYTES,
  ONE_BY_ONE,
  PER_ROW,
  SINGLY,
  TURN,
  UNEVEN,
} from './change-log.ts';
import { type ChangeRows, MOST_ROWS } from './change-rows.ts';
import type { ByteReader } from './growing-bytes.ts';
import type { Columns } from './series-kinds.ts';

/** Reads the next block behind the figures and the poll that `rows` begins with, into its own places. */
export function readBlock(from: ByteReader, rows: ChangeRows, columns: Columns, bases: Float64Array, at: number): void {
  const { width, derived } = columns;
  const isSingly = readHead(from, rows);
  let changed = 0;
  for (let first = 0; first < width; first += COLUMNS_PER_BYTE) changed |= from.byte() << first;
  if (32 - Math.clz32(changed) > width) throw new BrokenRecording();
  for (let column = 0; column < width; column += 1) {
    if (column === derived?.column) continue;
    if (((changed >> column) & 1) === 0) holdColumn(rows, column);
    else readColumn(from, isSingly ? ONE_BY_ONE : from.byte(), rows, column, bases, at);
  }
  if (derived !== undefined) readDerived((changed >> derived.column) & 1 ? from : undefined, rows, derived, bases, at);
}

/** True when all differences are written one by one. */
function readHead(from: ByteReader, rows: ChangeRows): boolean {
  const after = from.unsigned();
  const head = from.unsigned();
  rows.count = Math.floor(head / PER_ROW);
  rows.ends = (head & ENDS) !== 0;
  if (rows.count === 0 || rows.count > MOST_ROWS) throw new BrokenRecording();
  let poll = rows.beforePoll + after;
  for (let row = 0; row < rows.count; row += 1) {
    if (row > 0) poll += (head & UNEVEN) === 0 ? 1 : from.unsigned();
    rows.polls[row] = poll;
  }
  return (head & SINGLY) !== 0;
}

function readColumn(
  from: ByteReader,
  size: number,
  rows: ChangeRows,
  column: number,
  bases: Float64Array,
  at: number,
): void {
  const { figures, places, count } = rows;
  let figure = rows.before[rows.beforeAt + column] as number;
  if (size > MOST_BYTES) {
    if (size !== ONE_BY_ONE) throw new BrokenRecording();
    for (let row = 0; row < count; row += 1) {
      figure = readOne(from, figure, bases, at + column, figure);
      figures[(places[row] as number) + column] = figure;
    }
    return;
  }
  const { bytes } = from;
  let next = from.at;
  from.skip(size === 0 ? (count + 1) >> 1 : count * size);
  for (let row = 0; row < count; row += 1) {
    let fold = bytes[next] as number;
    if (size === 0) {
      fold = (row & 1) === 0 ? fold & 15 : fold >>> 4;
      next += row & 1;
    } else {
      if (size > 1) fold |= (bytes[next + 1] as number) << 8;
      if (size > 2) fold |= (bytes[next + 2] as number) << 16;
      next += size;
    }
    figure += (fold >>> 1) ^ (0 - (fold & 1));
    figures[(places[row] as number) + column] = figure;
  }
}

/** The figure behind the next difference, which counts from what is expected as long as the figure before is known. */
function readOne(from: ByteReader, expected: number, bases: Float64Array, at: number, before: number): number {
  const wasKnown = !Number.isNaN(before);
  if (from.bytes[from.at] === TURN) {
    from.skip(1);
    if (!wasKnown) return bases[at] as number;
    bases[at] = before;
    return NaN;
  }
  const difference = from.signed();
  if (wasKnown) return expected + difference;
  return difference === 0 ? NaN : (bases[at] as number) + difference;
}

/** From nowhere when it does nothing of its own. */
function readDerived(
  from: ByteReader | undefined,
  rows: ChangeRows,
  derived: Derived,
  bases: Float64Array,
  at: number,
): void {
  const { figures, places, count } = rows;
  const { column } = derived;
  let [then, before] = [rows.before, rows.beforeAt];
  for (let row = 0; row < count; row += 1) {
    const place = places[row] as number;
    const expected = foreseen(then, before, figures, place, derived);
    const figure = then[before + column] as number;
    figures[place + column] = from === undefined ? expected : readOne(from, expected, bases, at + column, figure);
    then = figures;
    before = place;
  }
}

function holdColumn(rows: ChangeRows, column: number): void {
  const figure = rows.before[rows.beforeAt + column] as number;
  for (let row = 0; row < rows.count; row += 1) rows.figures[(rows.places[row] as number) + column] = figure;
}
