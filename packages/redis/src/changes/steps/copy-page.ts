import type { EntryId } from '@weir/domain/entries/entry-id';
import { ReplyCursor } from '../../resp/reply-cursor.ts';

/** Where one entry lies in the bytes of a page. */
export interface PlacedEntry {
  readonly idFrom: number;
  readonly idTo: number;
  /** Number of names and values together. */
  readonly words: number;
  /** Its names and values as Redis sent them, lengths and all. */
  readonly from: number;
  readonly to: number;
  /** Bytes of its names and values. */
  readonly bytes: number;
}

/** One reply to XRANGE, left as the bytes it came in. */
export interface CopyPage {
  readonly raw: Buffer;
  readonly entries: readonly PlacedEntry[];
  readonly bytes: number;
}

/** The entries of a reply to XRANGE; throws UnreadableReply when it is something else. */
export function copyPageFrom(raw: Buffer): CopyPage {
  const cursor = new ReplyCursor(raw);
  const count = cursor.array();
  const entries: PlacedEntry[] = [];
  let all = 0;
  for (let index = 0; index < count; index += 1) {
    cursor.array();
    cursor.string();
    const { from: idFrom, to: idTo } = cursor;
    const words = Math.max(0, cursor.array());
    const from = cursor.at;
    let bytes = 0;
    for (let word = 0; word < words; word += 1) {
      cursor.string();
      bytes += cursor.to - cursor.from;
    }
    all += bytes;
    entries.push({ idFrom, idTo, words, from, to: cursor.at, bytes });
  }
  return { raw, entries, bytes: all };
}

export function idOf(page: CopyPage, entry: PlacedEntry): EntryId {
  return page.raw.toString('latin1', entry.idFrom, entry.idTo) as EntryId; // Redis writes ids canonically.
}

/** Names and values of an entry, alternating; views into the page. */
export function wordsOf(page: CopyPage, entry: PlacedEntry): readonly Buffer[] {
  const cursor = new ReplyCursor(page.raw, entry.from);
  return Array.from({ length: entry.words }, () => {
    cursor.string();
    return page.raw.subarray(cursor.from, cursor.to);
  });
}
