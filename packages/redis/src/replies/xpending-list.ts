import type { EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import { nameAt } from './name-at.ts';
import type { ReplyError } from './reply.ts';
import type { XpendingRow } from './xpending.ts';

/** Reads XPENDING key group start end count (redis.io, XPENDING), for the poller. */
export function readXpendingList(cursor: ReplyCursor): readonly XpendingRow[] | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const count = cursor.array();
  const rows: XpendingRow[] = [];
  for (let at = 0; at < count; at += 1) {
    const cells = cursor.array();
    cursor.string();
    // The server writes ids canonically.
    const id = cursor.latin1() as EntryId;
    cursor.string();
    const consumer = nameAt(cursor);
    const idleMs = Math.max(0, cursor.integer() ?? 0);
    const deliveries = cursor.integer() ?? 0;
    for (let more = 4; more < cells; more += 1) cursor.skip();
    rows.push({ id, consumer, idleMs, deliveries });
  }
  return rows;
}
