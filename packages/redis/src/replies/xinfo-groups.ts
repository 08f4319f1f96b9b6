import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import { nameAt } from './name-at.ts';
import type { ReplyError } from './reply.ts';

/** One group of XINFO GROUPS. */
export interface GroupReply {
  readonly group: string;
  readonly consumers: number;
  readonly pending: number;
  /** last-delivered-id */
  readonly position: EntryId;
  /** entries-read; null = the server does not know; undefined = servers before 7.0, which have no such field. */
  readonly entriesRead: number | null | undefined;
  /** lag as the server says it, which can be wrong; null and undefined as above. */
  readonly lag: number | null | undefined;
}

const FIELDS = ['name', 'consumers', 'pending', 'last-delivered-id', 'entries-read', 'lag'].map((name) =>
  Buffer.from(name),
);

/** Reads XINFO GROUPS by field name (redis.io, XINFO GROUPS); the order of fields and unknown ones do not matter. */
export function readXinfoGroups(cursor: ReplyCursor): readonly GroupReply[] | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const count = cursor.array();
  const groups: GroupReply[] = [];
  for (let at = 0; at < count; at += 1) groups.push(readGroup(cursor));
  return groups;
}

function readGroup(cursor: ReplyCursor): GroupReply {
  const pairs = cursor.array() / 2;
  let group = '';
  let consumers = 0;
  let pending = 0;
  let position: EntryId = ZERO_ID;
  let entriesRead: number | null | undefined;
  let lag: number | null | undefined;
  for (let at = 0; at < pairs; at += 1) {
    const field = cursor.field(FIELDS, at);
    if (field === 0) {
      cursor.string();
      group = nameAt(cursor);
    } else if (field === 1) consumers = cursor.integer() ?? 0;
    else if (field === 2) pending = cursor.integer() ?? 0;
    else if (field === 3) {
      cursor.string();
      // The server writes ids canonically.
      position = cursor.latin1() as EntryId;
    } else if (field === 4) entriesRead = cursor.integer() ?? null;
    else if (field === 5) lag = cursor.integer() ?? null;
    else cursor.skip();
  }
  return { group, consumers, pending, position, entriesRead, lag };
}
