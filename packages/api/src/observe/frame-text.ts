import { type CellBlock, packCells, type KeyedRow, type RowChange, WHOLE_ROW } from '@weir/domain/wire/changed-cells';
import { packRow } from '@weir/domain/wire/pack';
import type { TimeSlice } from './time-slice.ts';

/** A long text made piece by piece; between pieces others get the event loop. */
export interface LongText {
  add(text: string): void;
  /** Adds one text per batch of `all`, with commas between; a batch without text is left out. */
  addList<T>(all: Iterable<T>, textOf: (batch: readonly T[]) => string): Promise<void>;
  /** The text so far, as UTF-8, in pieces. */
  pieces(): readonly Uint8Array[];
}

/** What stays the same object between polls while its row is replaced. */
export interface RowHolder<Row> {
  readonly key: number;
  readonly row: Row;
}

// A third of a millisecond of rows.
const BATCH = 100;

const encoder = new TextEncoder();

export function createLongText(slice: TimeSlice): LongText {
  const done: Uint8Array[] = [];
  let open = '';

  function close(): void {
    if (open !== '') done.push(encoder.encode(open));
    open = '';
  }

  return {
    add(text) {
      open += text;
    },

    async addList(all, textOf) {
      let comma = '';
      for (const batch of batches(all)) {
        const text = textOf(batch);
        if (text !== '') {
          open += comma + text;
          comma = ',';
        }
        close();
        if (slice.isOver()) await slice.breathe();
      }
    },

    pieces() {
      close();
      return done;
    },
  };
}

/** Rows as in a picture, as JSON without the brackets around the list. */
export function wholeRows<Row extends KeyedRow>(fields: readonly (keyof Row)[], holders: readonly RowHolder<Row>[]) {
  return holders.map(({ row }) => JSON.stringify(packRow(fields, row))).join(',');
}

/** The rows of one kind in a delta: `"groups":[…],"groupCells":[…],"goneGroups":[…]`, each with a comma behind. */
export async function addChanges<Row extends KeyedRow>(
  text: LongText,
  names: { readonly rows: string; readonly cells: string; readonly gone: string },
  fields: readonly (keyof Row)[],
  changes: ReadonlyMap<RowHolder<Row>, number>,
  gone: readonly number[],
): Promise<void> {
  const fresh: RowHolder<Row>[] = [];
  const changed: RowChange<Row>[] = [];
  for (const [holder, bits] of changes) {
    if (bits === WHOLE_ROW) fresh.push(holder);
    else changed.push({ row: holder.row, fields: bits });
  }
  text.add(`"${names.rows}":[`);
  await text.addList(fresh, (batch) => wholeRows(fields, batch));
  text.add(`],"${names.cells}":[`);
  await text.addList(changed, (batch) => withoutBrackets(packCells(fields, batch)));
  text.add(`],"${names.gone}":${JSON.stringify(gone)},`);
}

/** As `joinPieces`, for many megabytes: copied in slices. */
export async function joinInSlices(pieces: readonly Uint8Array[], slice: TimeSlice): Promise<Uint8Array> {
  const joined = new Uint8Array(bytesOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
    if (slice.isOver()) await slice.breathe();
  }
  return joined;
}

/** One piece of memory of all pieces. */
export function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(bytesOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function bytesOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function withoutBrackets(blocks: readonly CellBlock[]): string {
  return JSON.stringify(blocks).slice(1, -1);
}

function* batches<T>(all: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
