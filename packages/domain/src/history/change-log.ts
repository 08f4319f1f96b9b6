import type { Columns } from './series-kinds.ts';

/*
 * The log of a series is one block of changes behind the other. A block says how many polls after the newest change
 * before it its first one was, how many there are and at which polls, which columns changed at all, and of those, one
 * column after the other, the differences from row to row: what is alike lies together, and goes in one go. Figures are
 * safe integers from 0; NaN = not known.
 *
 * The differences of a column take half a byte, one, two or three bytes each, as the largest of them needs: bits would
 * save a tenth of the room and take twice the time. Where that is not enough, where something is not known, and in
 * blocks of next to no rows they are written one by one instead, each with its sign beside six bits in the first byte;
 * "minus nothing" says that a figure becomes unknown, or known again as it was before. A derived column comes last and is
 * compared with what the columns it follows make of it, so that it takes room only where it does anything else.
 *
 * `bases`: of each column that is not known now the last known figure, 0 before the first; from `at` on.
 */

export const COLUMNS_PER_BYTE = 8;
export const TURN = 64;
// Beside the number of rows: the last one is the end of the series; not all of them are of polls in a row; all are written
// one by one.
export const ENDS = 1;
export const UNEVEN = 2;
export const SINGLY = 4;
export const PER_ROW = 8;
export const FEW_ROWS = 2;
// Before the differences of a column: how many bytes each takes, 0 = half a one, or that they are written one by one.
export const MOST_BYTES = 3;
export const ONE_BY_ONE = 4;

export type Derived = NonNullable<Columns['derived']>;

/** What the columns it follows make of a derived column; as it was before where they do not say. */
export function foreseen(
  then: Float64Array,
  before: number,
  figures: Float64Array,
  now: number,
  { column, plus, minus }: Derived,
): number {
  const added = (figures[now + plus] as number) - (then[before + plus] as number);
  const taken = (figures[now + minus] as number) - (then[before + minus] as number);
  const figure = then[before + column] as number;
  const expected = figure + added - taken;
  // NaN is none of these.
  return expected >= 0 && expected <= Number.MAX_SAFE_INTEGER ? expected : figure;
}
