import { compareEntryIds, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import { ReplyError } from './reply.ts';
import { readXrangeIds } from './xrange-ids.ts';
import type { StreamReply } from './xinfo-stream.ts';

/** The commands that stand in for XINFO STREAM where a server has none or an account may not run it; bounded reads. */
export function endsCommands(stream: Buffer): readonly (readonly (string | Buffer)[])[] {
  return [
    ['XLEN', stream],
    ['XRANGE', stream, '-', '+', 'COUNT', '1'],
    ['XREVRANGE', stream, '+', '-', 'COUNT', '1'],
  ];
}

export const ENDS_REPLIES = 3;

/**
 * Reads the replies to `endsCommands`. They tell nothing of entries that are gone: of ids given out, `atLeast` are those
 * known from elsewhere (positions of groups, earlier readings).
 */
export function readStreamEnds(cursor: ReplyCursor, atLeast: readonly EntryId[]): StreamReply | ReplyError {
  const lengthError = cursor.error();
  const length = lengthError === undefined ? (cursor.integer() ?? 0) : 0;
  const first = readXrangeIds(cursor);
  const last = readXrangeIds(cursor);
  if (lengthError !== undefined) return lengthError;
  if (first instanceof ReplyError) return first;
  if (last instanceof ReplyError) return last;
  let lastGeneratedId = last.lastId ?? ZERO_ID;
  for (const id of atLeast) if (compareEntryIds(id, lastGeneratedId) > 0) lastGeneratedId = id;
  return {
    length,
    lastGeneratedId,
    entriesAdded: undefined,
    maxDeletedId: undefined,
    firstId: first.firstId,
    lastId: last.lastId,
    largestEntryBytes: Math.max(first.bytes, last.bytes),
    endsOnly: true,
  };
}
