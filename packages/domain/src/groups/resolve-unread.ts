import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import type { Unread } from './unread.ts';

/** The figures of a stream that decide what stands behind a position; all of one moment. */
export interface StreamMark {
  /** XLEN */
  readonly length: number;
  /** Ids of the first and last entry that exist; null while the stream is empty. */
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  readonly lastGeneratedId: EntryId;
  /** Entries ever added; undefined on servers before 7.0. */
  readonly entriesAdded: number | undefined;
  /** Largest id ever deleted singly; 0-0 for none; undefined on servers before 7.0. Trimming does not count. */
  readonly maxDeletedId: EntryId | undefined;
}

/**
 * Unread entries where the position alone decides, in constant time; undefined where it does not. Takes the last entry
 * and not the last generated id, whose entry may be deleted. No counter of the server is involved, so none can mislead.
 */
export function unreadByPosition(stream: StreamMark, position: EntryId): Unread | undefined {
  const { length, firstId, lastId } = stream;
  if (length === 0 || firstId === null || lastId === null) return exact(0, 'the stream is empty');
  if (compareEntryIds(position, lastId) >= 0) return exact(0, 'the position is at the last entry');
  if (compareEntryIds(position, firstId) < 0) return exact(length, 'the position is before the first entry');
  return undefined;
}

/**
 * The server's figure where nothing better can be had: never above the length, never below what was counted. Undefined
 * when the server has none or it contradicts the count, as after somebody set entries-read by hand.
 */
export function unreadByServer(
  stream: StreamMark,
  lag: number | null | undefined,
  atLeast: number,
): Unread | undefined {
  if (lag === null || lag === undefined || lag <= atLeast) return undefined;
  const value = Math.min(lag, stream.length);
  return { known: true, value, quality: 'at-most', source: "the server's figure, too many to count" };
}

export function exact(value: number, source: string): Unread {
  return { known: true, value, quality: 'exact', source };
}
