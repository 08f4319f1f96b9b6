import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import type { Entry } from '@weir/domain/entries/entry';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import { ReplyError, type Reply } from './reply.ts';

/** One entry as bytes: names and values alternate, in order, duplicates kept. */
export interface RawEntry {
  readonly id: EntryId;
  readonly pairs: readonly Buffer[];
}

/** Longer values are cut for a page; whoever needs them whole asks for that entry alone. */
export const VALUE_LIMIT_BYTES = 4 * 1024;
/** More of one entry than this is not shown in a page, however many fields it has. */
export const ENTRY_LIMIT_BYTES = 256 * 1024;

/** Entries of an XRANGE or XREVRANGE reply; undefined when the reply has another shape. */
export function rawEntriesFrom(reply: Reply): readonly RawEntry[] | undefined {
  if (!isList(reply)) return undefined;
  const entries: RawEntry[] = [];
  for (const row of reply) {
    if (!isList(row)) return undefined;
    const [idBytes, pairs] = row;
    const id = Buffer.isBuffer(idBytes) ? parseEntryId(idBytes.toString('latin1')) : undefined;
    if (id === undefined || !isList(pairs ?? null)) return undefined;
    const bytes = (pairs as readonly Reply[]).filter((piece) => Buffer.isBuffer(piece)); // isList was asked just above
    entries.push({ id, pairs: bytes });
  }
  return entries;
}

/** The entry as a page shows it: readable text, long values cut and listed in `cut`. `whole` = all of it was read. */
export function entryFromRaw(raw: RawEntry, whole = true): Entry {
  const fields: (readonly [string, string])[] = [];
  const cut: (readonly [number, number])[] = [];
  let sizeBytes = 0;
  let shown = 0;
  for (let at = 0; at + 1 < raw.pairs.length; at += 2) {
    const name = raw.pairs[at] ?? Buffer.alloc(0);
    const value = raw.pairs[at + 1] ?? Buffer.alloc(0);
    sizeBytes += name.length + value.length;
    if (shown >= ENTRY_LIMIT_BYTES) continue;
    if (name.length > VALUE_LIMIT_BYTES || value.length > VALUE_LIMIT_BYTES) cut.push([fields.length, value.length]);
    const pair = [readableStart(name), readableStart(value)] as const;
    fields.push(pair);
    shown += pair[0].length + pair[1].length;
  }
  const incomplete = !whole || fields.length * 2 < raw.pairs.length;
  return { id: raw.id, fields, sizeBytes, cut, ...(incomplete ? { incomplete: true as const } : {}) };
}

/** The beginning of a value as readable text; never ends inside a character. */
export function readableStart(bytes: Buffer): string {
  if (bytes.length <= VALUE_LIMIT_BYTES) return readableFromBytes(bytes);
  let end = VALUE_LIMIT_BYTES;
  // At most three continuation bytes lie between a cut and the beginning of its character.
  for (let back = 0; back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return readableFromBytes(bytes.subarray(0, end));
}

function isList(reply: Reply): reply is readonly Reply[] {
  return Array.isArray(reply) && !(reply instanceof ReplyError);
}
