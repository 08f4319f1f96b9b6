import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import type { ReplyError } from './reply.ts';

/** What XINFO STREAM says of a stream; the payload of its two entries is passed over. */
export interface StreamReply {
  readonly length: number;
  readonly lastGeneratedId: EntryId;
  /** undefined on servers before 7.0, and when somebody set it beyond 2^53, where differences would be rounded. */
  readonly entriesAdded: number | undefined;
  /** undefined on servers before 7.0 */
  readonly maxDeletedId: EntryId | undefined;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  /** Bytes of the larger of the first and the last entry as they came over the wire. */
  readonly largestEntryBytes: number;
  /** Put together from bounded reads where there is no XINFO STREAM; see stream-ends.ts. */
  readonly endsOnly?: true;
}

const FIELDS = [
  'length',
  'radix-tree-keys',
  'radix-tree-nodes',
  'last-generated-id',
  'max-deleted-entry-id',
  'entries-added',
  'recorded-first-entry-id',
  'groups',
  'first-entry',
  'last-entry',
].map((name) => Buffer.from(name));

/** Reads XINFO STREAM by field name (redis.io, XINFO STREAM); the order of fields and unknown ones do not matter. */
export function readXinfoStream(cursor: ReplyCursor): StreamReply | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const pairs = cursor.array() / 2;
  let length = 0;
  let lastGeneratedId: EntryId = ZERO_ID;
  let maxDeletedId: EntryId | undefined;
  let entriesAdded: number | undefined;
  let firstId: EntryId | null = null;
  let lastId: EntryId | null = null;
  let largestEntryBytes = 0;
  for (let at = 0; at < pairs; at += 1) {
    const field = cursor.field(FIELDS, at);
    const began = cursor.at;
    if (field === 0) length = cursor.integer() ?? 0;
    else if (field === 3) lastGeneratedId = readId(cursor);
    else if (field === 4) maxDeletedId = readId(cursor);
    else if (field === 5) entriesAdded = readCounter(cursor);
    else if (field === 8) firstId = readEntryId(cursor);
    else if (field === 9) lastId = readEntryId(cursor);
    else cursor.skip();
    if (field >= 8) largestEntryBytes = Math.max(largestEntryBytes, cursor.at - began);
  }
  return { length, lastGeneratedId, entriesAdded, maxDeletedId, firstId, lastId, largestEntryBytes };
}

function readId(cursor: ReplyCursor): EntryId {
  cursor.string();
  // The server writes ids canonically.
  return cursor.latin1() as EntryId;
}

/** The id of an entry [id, [field, value, …]]; null where there is none. */
export function readEntryId(cursor: ReplyCursor): EntryId | null {
  const before = cursor.at;
  // An empty stream has a nil bulk string here, not an array.
  if (cursor.bytes[before] !== 0x2a) {
    cursor.skip();
    return null;
  }
  const elements = cursor.array();
  if (elements <= 0) return null;
  const id = readId(cursor);
  for (let at = 1; at < elements; at += 1) cursor.skip();
  return id;
}

function readCounter(cursor: ReplyCursor): number | undefined {
  const exact = cursor.exactInteger();
  return typeof exact === 'number' ? exact : undefined;
}
