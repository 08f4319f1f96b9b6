import { parseEntryId } from '@weir/domain/entries/entry-id';
import type { Entry } from '@weir/domain/entries/entry';
import { ENTRY_LIMIT_BYTES, VALUE_LIMIT_BYTES, readableStart } from '../replies/xrange.ts';
import { readableFromBytes } from '@weir/domain/names/readable-name';

/**
 * The first entry of an XRANGE reply of which only the beginning arrived: its id, the fields so far, and the announced
 * size of the value that broke off. Undefined when not even the id is whole.
 */
export function entryFromBeginning(beginning: Buffer): Entry | undefined {
  const cursor = { bytes: beginning, at: 0 };
  if (header(cursor, '*') === undefined || header(cursor, '*') !== 2) return undefined;
  const idPiece = piece(cursor);
  const id = idPiece?.whole === true ? parseEntryId(idPiece.bytes.toString('latin1')) : undefined;
  const count = header(cursor, '*');
  if (id === undefined || count === undefined) return undefined;
  const fields: (readonly [string, string])[] = [];
  const cut: (readonly [number, number])[] = [];
  let sizeBytes = 0;
  let shown = 0;
  for (let at = 0; at + 1 < count && shown < ENTRY_LIMIT_BYTES; at += 2) {
    const name = piece(cursor);
    if (name === undefined) break;
    sizeBytes += name.length;
    const value = name.whole ? piece(cursor) : undefined;
    if (value === undefined) break;
    sizeBytes += value.length;
    if (!value.whole || value.length > VALUE_LIMIT_BYTES) cut.push([fields.length, value.length]);
    const text = value.whole
      ? readableStart(value.bytes)
      : readableFromBytes(value.bytes.subarray(0, VALUE_LIMIT_BYTES));
    fields.push([readableStart(name.bytes), text]);
    shown += name.bytes.length + text.length;
    if (!value.whole) break;
  }
  return { id, fields, sizeBytes, cut, incomplete: true };
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

function header(cursor: Cursor, type: '*' | '$'): number | undefined {
  const end = cursor.bytes.indexOf('\r\n', cursor.at, 'latin1');
  if (end < 0 || end - cursor.at > 24) return undefined;
  const line = cursor.bytes.toString('latin1', cursor.at, end);
  if (!line.startsWith(type) || !/^[0-9]{1,10}$/.test(line.slice(1))) return undefined;
  cursor.at = end + 2;
  return Number(line.slice(1));
}

/** The next bulk string: its announced length, and as many of its bytes as arrived. */
function piece(cursor: Cursor): { length: number; bytes: Buffer; whole: boolean } | undefined {
  const length = header(cursor, '$');
  if (length === undefined) return undefined;
  const bytes = cursor.bytes.subarray(cursor.at, cursor.at + length);
  cursor.at += length + 2;
  return { length, bytes, whole: bytes.length === length };
}
