import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { xpendingRowsFrom, type XpendingRow } from '../replies/xpending.ts';
import { idAfter } from './neighbour-id.ts';
import type { Reader } from './reader.ts';

export interface PendingWalk {
  readonly key: Buffer;
  readonly group: Buffer;
  readonly consumer?: Buffer | undefined;
  readonly from: EntryId | '-';
  readonly to: EntryId | '+';
  /** Rows per call. */
  readonly pageRows: number;
}

export interface PendingPiece {
  readonly rows: readonly XpendingRow[];
  /** Redis time of this piece, epoch ms. */
  readonly at: number;
  readonly last: boolean;
}

/** Rows one answer may look at: 10 calls of 1,000 rows, about 0.2 ms of server time each (1 M pending, Redis 7.0). */
export const WALK_ROWS = 10_000;
export const WALK_PAGE_ROWS = 1_000;

/**
 * A group's pending rows from the oldest id on, piece by piece, by plain id ranges. Never with IDLE: that filter makes
 * one call walk the whole list. The caller stops when it has enough, and at WALK_ROWS at the latest.
 */
export async function* walkPending(read: Reader, walk: PendingWalk): AsyncGenerator<PendingPiece> {
  let from: EntryId | '-' | undefined = walk.from;
  while (from !== undefined) {
    const consumer = walk.consumer === undefined ? [] : [walk.consumer];
    const command: Command = ['XPENDING', walk.key, walk.group, from, walk.to, String(walk.pageRows), ...consumer];
    // 1,000 rows with long consumer names stay far below 4 MiB.
    const bounded = await read([['TIME'], command], { bytes: 4 * 1024 * 1024, ms: 3_000 });
    if (bounded.kind === 'too-much') throw new ConsoleError('too-large', 'The pending list is too large to read here.');
    const [time = null, reply = null] = bounded.replies;
    if (reply instanceof ReplyError) throw failureFromReply(reply, command);
    const rows = xpendingRowsFrom(reply);
    if (rows === undefined)
      throw new ConsoleError('internal', 'Redis answered XPENDING in a shape Weir does not know.');
    const last = rows.length < walk.pageRows;
    yield { rows, at: epochMs(time), last };
    const lastId = rows.at(-1)?.id;
    from = last || lastId === undefined ? undefined : idAfter(lastId);
  }
}

function epochMs(reply: Reply): number {
  if (reply instanceof ReplyError) throw failureFromReply(reply, ['TIME']);
  const [seconds, micros] = Array.isArray(reply) ? (reply as readonly Reply[]) : []; // an array of replies holds replies
  const at = numberFrom(seconds) * 1_000 + Math.floor(numberFrom(micros) / 1_000);
  if (!Number.isFinite(at)) throw new ConsoleError('internal', 'Redis answered TIME in a shape Weir does not know.');
  return at;
}

function numberFrom(reply: Reply | undefined): number {
  return Buffer.isBuffer(reply) ? Number(reply.toString('latin1')) : Number.NaN;
}
