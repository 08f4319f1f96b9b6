import {
  COLUMNS_PER_BYTE,
  type Derived,
  ENDS,
  FEW_ROWS,
  foreseen,
  MOST_BYTES,
  ONE_BY_ONE,
  PER_ROW,
  SINGLY,
  TURN,
  UNEVEN,
} from './change-log.ts';
import { type ChangeRows, MOST_ROWS } from './change-rows.ts';
import { type GrowingBytes, LONGEST_NUMBER } from './growing-bytes.ts';
import type { Columns } from './series-kinds.ts';

/** The differences of a column, each with its sign in the lowest bit. */
const folded = new Int32Array(MOST_ROWS + 1);

/** Writes rows, of which there is at least one. */
export function writeBlock(
  rows: ChangeRows,
  columns: Columns,
  bases: Float64Array,
  at: number,
  out: GrowingBytes,
): void {
  const { width, derived } = columns;
  writeHead(rows, out);
  const masks = (width + COLUMNS_PER_BYTE - 1) >> 3;
  out.need(masks + width * (1 + rows.count * LONGEST_NUMBER));
  const maskAt = out.used;
  out.used += masks;
  let changed = 0;
  for (let column = 0; column < width; column += 1) {
    if (column !== derived?.column && writeColumn(rows, column, bases, at, out)) changed |= 1 << column;
  }
  rows.changed = changed;
  if (derived !== undefined) {
    // Whether it changed or only what was expected of it is not told apart.
    rows.changed |= 1 << derived.column;
    if (writeDerived(rows, derived, bases, at, out)) changed |= 1 << derived.column;
  }
  for (let place = maskAt; place < maskAt + masks; place += 1, changed >>>= COLUMNS_PER_BYTE) {
    out.room[place] = changed & 255;
  }
}

function writeHead({ beforePoll, polls, lastPoll, count, ends }: ChangeRows, out: GrowingBytes): void {
  const first = polls[0] as number;
  const isEven = lastPoll - first === count - 1;
  out.unsigned(first - beforePoll);
  out.unsigned(count * PER_ROW + (count <= FEW_ROWS ? SINGLY : 0) + (isEven ? 0 : UNEVEN) + (ends ? ENDS : 0));
  if (isEven) return;
  for (let row = 1; row < count; row += 1) out.unsigned((polls[row] as number) - (polls[row - 1] as number));
}

/** False, and nothing is written, when it does not change. */
function writeColumn(rows: ChangeRows, column: number, bases: Float64Array, at: number, out: GrowingBytes): boolean {
  const { figures, places, count } = rows;
  if (count <= FEW_ROWS) return writeSingly(rows, column, bases, at, out);
  let before = rows.before[rows.beforeAt + column] as number;
  let all = 0;
  for (let row = 0; row < count; row += 1) {
    const now = figures[(places[row] as number) + column] as number;
    const difference = now - before;
    const whole = difference | 0;
    if (whole !== difference) return writeSingly(rows, column, bases, at, out);
    const fold = (whole << 1) ^ (whole >> 31);
    folded[row] = fold;
    all |= fold;
    before = now;
  }
  if (all === 0) return false;
  const bytes = all >>> 4 === 0 ? 0 : (39 - Math.clz32(all)) >> 3;
  if (bytes > MOST_BYTES) return writeSingly(rows, column, bases, at, out);
  writeFolded(bytes, count, out);
  return true;
}

/** Writes what is folded, low bytes first. */
function writeFolded(bytes: number, count: number, out: GrowingBytes): void {
  const { room } = out;
  let { used } = out;
  room[used++] = bytes;
  if (bytes === 0) {
    folded[count] = 0;
    for (let row = 0; row < count; row += 2)
      room[used++] = (folded[row] as number) | ((folded[row + 1] as number) << 4);
  } else if (bytes === 1) {
    for (let row = 0; row < count; row += 1) room[used++] = folded[row] as number;
  } else {
    for (let row = 0; row < count; row += 1, used += bytes) {
      const fold = folded[row] as number;
      room[used] = fold;
      room[used + 1] = fold >>> 8;
      // Where there are only two the next one goes over it.
      room[used + 2] = fold >>> 16;
    }
  }
  out.used = used;
}

function writeSingly(rows: ChangeRows, column: number, bases: Float64Array, at: number, out: GrowingBytes): boolean {
  const { figures, places, count } = rows;
  const start = out.used;
  let before = rows.before[rows.beforeAt + column] as number;
  let isChanged = false;
  if (count > FEW_ROWS) out.byte(ONE_BY_ONE);
  for (let row = 0; row < count; row += 1) {
    const now = figures[(places[row] as number) + column] as number;
    isChanged = writeOne(before, now, bases, at + column, out, before) || isChanged;
    before = now;
  }
  if (!isChanged) out.used = start;
  return isChanged;
}

/** False, and nothing is written, when it does nothing of its own. */
function writeDerived(rows: ChangeRows, derived: Derived, bases: Float64Array, at: number, out: GrowingBytes): boolean {
  const { figures, places, count } = rows;
  let isOwn = false;
  let [then, before] = [rows.before, rows.beforeAt];
  for (let row = 0; row < count && !isOwn; row += 1) {
    const place = places[row] as number;
    const now = figures[place + derived.column] as number;
    const expected = foreseen(then, before, figures, place, derived);
    isOwn = now !== expected && !(Number.isNaN(now) && Number.isNaN(expected));
    then = figures;
    before = place;
  }
  if (!isOwn) return false;
  [then, before] = [rows.before, rows.beforeAt];
  for (let row = 0; row < count; row += 1) {
    const place = places[row] as number;
    const expected = foreseen(then, before, figures, place, derived);
    const now = figures[place + derived.column] as number;
    writeOne(expected, now, bases, at + derived.column, out, then[before + derived.column] as number);
    then = figures;
    before = place;
  }
  return true;
}

/** The difference to what was expected; false = none. */
function writeOne(
  expected: number,
  now: number,
  bases: Float64Array,
  at: number,
  out: GrowingBytes,
  before: number,
): boolean {
  const wasKnown = !Number.isNaN(before);
  if (Number.isNaN(now)) {
    out.byte(wasKnown ? TURN : 0);
    if (wasKnown) bases[at] = before;
    return wasKnown;
  }
  const difference = now - (wasKnown ? expected : (bases[at] as number));
  if (difference === 0 && !wasKnown) out.byte(TURN);
  else out.signed(difference);
  return difference !== 0 || !wasKnown;
}
