import type { EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import type { ReplyError } from './reply.ts';
import { readEntryId } from './xinfo-stream.ts';

/** An XRANGE of which only the ids are wanted. */
export interface RangeReply {
  readonly count: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  readonly bytes: number;
}

/** Reads an XRANGE reply without touching the payload. */
export function readXrangeIds(cursor: ReplyCursor): RangeReply | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const began = cursor.at;
  const count = Math.max(0, cursor.array());
  let firstId: EntryId | null = null;
  let lastId: EntryId | null = null;
  for (let at = 0; at < count; at += 1) {
    if (at > 0 && at < count - 1) cursor.skip();
    else {
      lastId = readEntryId(cursor);
      firstId ??= lastId;
    }
  }
  return { count, firstId, lastId, bytes: cursor.at - began };
}
