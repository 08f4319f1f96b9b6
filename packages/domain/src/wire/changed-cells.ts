import type { Sentence } from './sentence.ts';
import { fillingsOf, worded, wordingOf } from './wording.ts';

/** What rows need so that only their changed cells travel. */
export interface KeyedRow {
  readonly key: number;
  /** Alone it is no change; it travels when another cell does. */
  readonly seenAt: number;
}

/**
 * The same cells of many rows: which fields (places in the row's field list), the `seenAt` of all these rows, and per
 * row its key followed by the new value of each field, all in one flat list. A sentence stands there as the number of
 * its wording among `wordings` and what fills it: a thousand rows in the same trouble differ in little more.
 */
export type CellBlock = readonly [
  fields: readonly number[],
  seenAt: number,
  cells: readonly unknown[],
  wordings: readonly Sentence[],
];

/** A changed row and which of its fields changed: bit n stands for field n. */
export interface RowChange<Row> {
  readonly row: Row;
  readonly fields: number;
}

/** Every field: the row is new to whoever gets it and travels as a whole. */
export const WHOLE_ROW = -1;

/** The fields in which two rows of one key differ, as bits; 0 = none. `seenAt` does not count. */
export function changedFields<Row extends KeyedRow>(fields: readonly (keyof Row)[], before: Row, after: Row): number {
  let bits = 0;
  // Compared for tens of thousands of rows per poll, hence no iterator.
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at];
    if (field !== undefined && field !== 'seenAt' && !sameCell(before[field], after[field])) bits |= 1 << at;
  }
  return bits;
}

/** Changed rows as blocks: rows in which the same fields changed share one. */
export function packCells<Row extends KeyedRow>(
  fields: readonly (keyof Row)[],
  changes: Iterable<RowChange<Row>>,
): CellBlock[] {
  const blocks = new Map<string, OpenBlock>();
  for (const { row, fields: bits } of changes) {
    const alike = `${bits} ${row.seenAt}`;
    let block = blocks.get(alike);
    if (block === undefined) {
      block = { places: placesOf(bits, fields.length), seenAt: row.seenAt, cells: [], wordings: new Map() };
      blocks.set(alike, block);
    }
    block.cells.push(row.key);
    for (const place of block.places) block.cells.push(packedCell(cellAt(fields, row, place), block.wordings));
  }
  return Array.from(blocks.values(), ({ places, seenAt, cells, wordings }): CellBlock => {
    return [places, seenAt, cells, Array.from(wordings.values(), ({ wording }) => wording)];
  });
}

interface OpenBlock {
  readonly places: readonly number[];
  readonly seenAt: number;
  readonly cells: unknown[];
  /** By their text. */
  readonly wordings: Map<string, { readonly wording: Sentence; readonly number: number }>;
}

function packedCell(cell: unknown, wordings: OpenBlock['wordings']): unknown {
  if (!isSentence(cell)) return cell;
  const wording = wordingOf(cell);
  const text = JSON.stringify(wording);
  const number = wordings.get(text)?.number ?? wordings.size;
  if (number === wordings.size) wordings.set(text, { wording, number });
  return [number, ...fillingsOf(cell)];
}

function unpackedCell(cell: unknown, wordings: readonly Sentence[]): unknown {
  if (!Array.isArray(cell)) return cell;
  const [number, ...fillings]: readonly unknown[] = cell;
  return worded(wordings[typeof number === 'number' ? number : -1] ?? [], fillings);
}

// Sound: rows hold texts, figures, null and sentences; no other lists.
function isSentence(cell: unknown): cell is Sentence {
  return Array.isArray(cell);
}

/** The rows after the blocks, those alone in which something is different now. Rows not in `rows` are left out. */
export function applyCells<Row extends KeyedRow>(
  fields: readonly (keyof Row)[],
  rows: ReadonlyMap<number, Row>,
  blocks: readonly CellBlock[],
): Row[] {
  const changed: Row[] = [];
  for (const [places, seenAt, cells, wordings] of blocks) {
    for (let at = 0; at < cells.length; at += places.length + 1) {
      // Sound: packCells puts the key of each row before its cells.
      const row = rows.get(cells[at] as number);
      if (row === undefined) continue;
      const values = places.map((_, nth) => unpackedCell(cells[at + 1 + nth], wordings));
      if (places.every((place, nth) => sameCell(cellAt(fields, row, place), values[nth]))) continue;
      changed.push(withCells(fields, row, places, values, seenAt));
    }
  }
  return changed;
}

function withCells<Row extends KeyedRow>(
  fields: readonly (keyof Row)[],
  row: Row,
  places: readonly number[],
  values: readonly unknown[],
  seenAt: number,
): Row {
  const next: Record<keyof Row, unknown> = { ...row, seenAt };
  for (const [nth, place] of places.entries()) {
    const field = fields[place];
    if (field !== undefined) next[field] = values[nth];
  }
  // Sound: a Row with some of its own fields replaced by what another Row had there.
  return next as Row;
}

function placesOf(bits: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => at).filter((at) => (bits & (1 << at)) !== 0);
}

function cellAt<Row>(fields: readonly (keyof Row)[], row: Row, place: number): unknown {
  const field = fields[place];
  return field === undefined ? undefined : row[field];
}

/** Cells are JSON: numbers, texts, null, and sentences, which are small lists. */
export function sameCell(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return false;
    for (let at = 0; at < a.length; at += 1) if (!sameCell(a[at], b[at])) return false;
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) return false;
  // Sound: an object's own fields looked up by name, whatever its type.
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => sameCell(left[name], right[name]));
}
