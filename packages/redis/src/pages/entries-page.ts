import type { EntriesPage, EntriesRequest } from '@weir/domain/connections/gateway';
import { compareEntryIds } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { ReplyError } from '../replies/reply.ts';
import { idAfter, idBefore } from './neighbour-id.ts';
import type { Pace } from './pace.ts';
import { walkRange, type RangeWalk } from './range-walk.ts';
import { nameBytes, type Reader } from './reader.ts';

/** One page of entries: at most `limit`, fewer when they are large. */
export async function readEntries(read: Reader, request: EntriesRequest, pace: Pace): Promise<EntriesPage> {
  const { direction, from, to, after } = request;
  const limit = checkedLimit(request.limit);
  const key = nameBytes(request.stream);
  if (from !== undefined && to !== undefined && compareEntryIds(from, to) > 0) return { items: [], next: null };
  const ascending = direction === 'asc';
  const behind = after === undefined ? undefined : ascending ? idAfter(after) : idBefore(after);
  if (after !== undefined && behind === undefined) return { items: [], next: null };
  const begin: RangeWalk['begin'] = behind ?? (ascending ? (from ?? '-') : (to ?? '+'));
  const end: RangeWalk['end'] = ascending ? (to ?? '+') : (from ?? '-');
  // One more than asked for tells whether there is a next page.
  const walk = { stream: request.stream, key, direction, begin, end, limit: limit + 1 };
  const walked = await walkRange(read, walk, pace);
  if (walked.entries.length === 0 && after === undefined) await failIfMissing(read, key);
  const items = walked.entries.slice(0, limit);
  const more = walked.entries.length > limit || !walked.ended;
  return { items, next: more ? (items.at(-1)?.id ?? null) : null };
}

export function checkedLimit(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    throw new ConsoleError('bad-input', 'A page holds between 1 and 500 rows.');
  }
  return limit;
}

// XRANGE of a key that is not there is an empty list, like that of an empty stream.
async function failIfMissing(read: Reader, key: Buffer): Promise<void> {
  const bounded = await read([['TYPE', key]], { bytes: 4_096, ms: 3_000 });
  const reply = bounded.kind === 'answer' ? bounded.replies[0] : undefined;
  if (reply instanceof ReplyError || !Buffer.isBuffer(reply)) return;
  if (reply.toString('latin1') === 'none') throw new ConsoleError('not-found', 'There is no stream of that name.');
}
