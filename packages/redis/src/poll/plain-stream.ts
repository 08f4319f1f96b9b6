import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { GroupReply } from '../replies/xinfo-groups.ts';
import type { StreamReply } from '../replies/xinfo-stream.ts';
import { isFat } from './vast-stream.ts';
import { isThere, type WatchedStream } from './watched-stream.ts';

/**
 * True when nothing can be added to the stream or taken from it without its groups or its length showing it, so that
 * the same answer from both means the same figures of XINFO STREAM. One group is enough whose lag is entries-added less
 * entries-read: then it grows with each addition, and length tells the rest. Where an entry behind the position was
 * deleted the server makes the lag in another way, and must not come to the same figure by chance: it gives none, or 0
 * for a position at the last id of all, which additions leave behind unless it was ahead of them, or the length for one
 * before the first entry, which additions and deletions together can keep as it is.
 */
export function showsEveryChange(
  { length, entriesAdded, lastGeneratedId }: Pick<StreamReply, 'length' | 'entriesAdded' | 'lastGeneratedId'>,
  groups: readonly Pick<GroupReply, 'lag' | 'entriesRead' | 'position'>[],
): boolean {
  if (length === 0) return false;
  return groups.some(
    ({ lag, entriesRead, position }) =>
      // What somebody set beyond 2^53 arrives rounded.
      Number.isSafeInteger(lag) &&
      Number.isSafeInteger(entriesRead) &&
      lag !== length &&
      compareEntryIds(position, lastGeneratedId) <= 0 &&
      Number(entriesRead) + Number(lag) === entriesAdded,
  );
}

/** True while groups and length prove that the last transaction still holds. */
export function isProven(stream: WatchedStream): boolean {
  return isThere(stream) && stream.plain && stream.settled && !stream.dirty && !stream.owed && !isFat(stream);
}
