import { readLines } from '@weir/domain/archive/read-lines';
import type { Gateway } from '@weir/domain/connections/gateway';
import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { idBefore } from '@weir/domain/entries/id-beside';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import { z } from 'zod';
import { csvLine } from '../export/csv-line.ts';
import { entryId } from '../routers/input.ts';

// A browser that saves more than this has a file nobody opens; an archive has no such cap.
const MOST = 1_000_000;
const PIECE = { entries: 10_000, bytes: 4 * 1024 * 1024 };

export const entriesWanted = z.strictObject({
  connection: z.string().max(200),
  stream: z.string().min(1).max(1_000_000),
  from: entryId.optional(),
  to: entryId.optional(),
  limit: z.coerce.number().int().min(1).max(MOST).default(100_000),
});

/** The entries of a range, oldest first, in pieces: what is sent is read as fast as it is taken. */
export async function* exportedEntries(
  { lines }: Pick<Gateway, 'lines'>,
  { stream, from, to, limit }: z.output<typeof entriesWanted>,
  format: 'csv' | 'ndjson',
): AsyncGenerator<string | Uint8Array> {
  if (format === 'csv') yield csvLine(['id', 'fields']);
  let after: EntryId = from === undefined ? ZERO_ID : (idBefore(from) ?? ZERO_ID);
  for (let left = limit; left > 0;) {
    const most = { ...PIECE, entries: Math.min(PIECE.entries, left) };
    const batch = await lines.range(stream, { after, until: to ?? MAX_ID }, most);
    if (batch.entries > 0) yield format === 'ndjson' ? batch.lines : csvOf(batch.lines);
    if (batch.ended || batch.lastId === null) return;
    after = batch.lastId;
    left -= batch.entries;
  }
}

/** Entries differ in their fields, so these are one column, as the JSON of the other format. */
function csvOf(lines: Uint8Array): string {
  let text = '';
  for (const { id, words } of readLines(lines)) {
    const fields: string[][] = [];
    for (let at = 0; at < words.length; at += 2) fields.push(words.slice(at, at + 2).map(readableFromBytes));
    text += csvLine([id, JSON.stringify(fields)]);
  }
  return text;
}
