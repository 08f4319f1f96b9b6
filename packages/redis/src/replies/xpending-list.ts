import type { EntryId } from '@weir/domain/entries/entry-id';
import type { ReplyCursor } from '../resp/reply-cursor.ts';
import { nameAt } from './name-at.ts';
import type { ReplyError } from './reply.ts';
import type { XpendingRow } from './xpending.ts';

/** What the poller wants of a page of pending entries; the rows between are not made into objects. */
export interface PendingPageReply {
  readonly rows: number;
  readonly first: XpendingRow | undefined;
  /** The most often delivered row, the first of several. */
  readonly worst: XpendingRow | undefined;
  readonly lastId: EntryId | undefined;
  /** The row with the id asked for. */
  readonly sought: XpendingRow | undefined;
}

/** Reads XPENDING key group start end count (redis.io, XPENDING), for the poller. */
export function readXpendingList(cursor: ReplyCursor, soughtId: EntryId | undefined): PendingPageReply | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const rows = Math.max(0, cursor.array());
  const wanted = soughtId === undefined ? undefined : Buffer.from(soughtId);
  let first: XpendingRow | undefined;
  let worst: XpendingRow | undefined;
  let sought: XpendingRow | undefined;
  let lastId: EntryId | undefined;
  for (let at = 0; at < rows; at += 1) {
    const began = cursor.at;
    const cells = cursor.array();
    cursor.string();
    const isSought = wanted !== undefined && cursor.is(wanted);
    cursor.skip();
    cursor.skip();
    const deliveries = cursor.integer() ?? 0;
    for (let more = 4; more < cells; more += 1) cursor.skip();
    const end = cursor.at;
    if (at > 0 && at < rows - 1 && !isSought && deliveries <= (worst?.deliveries ?? 0)) continue;
    cursor.at = began;
    const row = readRow(cursor);
    cursor.at = end;
    first ??= row;
    lastId = row.id;
    if (isSought) sought = row;
    if (row.deliveries > (worst?.deliveries ?? 0)) worst = row;
  }
  return { rows, first, worst: worst ?? first, lastId, sought };
}

function readRow(cursor: ReplyCursor): XpendingRow {
  cursor.array();
  cursor.string();
  // The server writes ids canonically.
  const id = cursor.latin1() as EntryId;
  cursor.string();
  const consumer = nameAt(cursor);
  const idleMs = Math.max(0, cursor.integer() ?? 0);
  const deliveries = cursor.integer() ?? 0;
  return { id, consumer, idleMs, deliveries };
}
