import { ZERO_ID } from '@weir/domain/entries/entry-id';
import { exact } from '@weir/domain/groups/resolve-unread';
import type { Unread } from '@weir/domain/groups/unread';
import { known, unknown } from '@weir/domain/known/known';
import { FAT_ENTRY_BYTES, type WatchedGroup, type WatchedStream } from './watched-stream.ts';

/**
 * XINFO STREAM carries the first and the last entry whole, and no other read tells an end's id without its payload
 * either. A reply of this size holds Redis for 2 to 3 ms, for 8 where the machine is busy; beyond it the ends are not
 * asked for.
 */
const ENDS_REPLY_BYTES = 4 * 1_024 * 1_024;
// The most one row takes in what MEMORY USAGE counts for groups: ids far apart, in the tree of the group and of the holder.
const PENDING_BYTES = 1_040;
const CONSUMER_BYTES = 600;

/** True when asking for the stream's ends would hold Redis up. An empty stream has none. */
export function isVast({ length, leastEntryBytes, largeEnd }: WatchedStream): boolean {
  return length > 0 && (largeEnd !== undefined || 2 * leastEntryBytes > ENDS_REPLY_BYTES);
}

export function isFat(stream: WatchedStream): boolean {
  return stream.entryBytes > FAT_ENTRY_BYTES || isVast(stream);
}

/** Takes in MEMORY USAGE: whether entries are large on average, and whether a large end has gone. */
export function noteMemory(stream: WatchedStream, bytes: number): void {
  const { length, groups, largeEnd } = stream;
  // A long list of pending entries over few that are left must not make those look large.
  const ofGroups = groups.reduce(
    (sum, { reply }) => sum + PENDING_BYTES * reply.pending + CONSUMER_BYTES * reply.consumers,
    0,
  );
  stream.leastEntryBytes = length > 0 ? Math.max(0, bytes - ofGroups) / length : 0;
  if (largeEnd === undefined) return;
  // The server's estimate holds the last node as it is and the first ones multiplied, so it falls when an end goes.
  const gone = bytes <= ENDS_REPLY_BYTES || bytes < largeEnd.peakBytes - largeEnd.bytes / 2;
  stream.largeEnd = gone ? undefined : { ...largeEnd, peakBytes: Math.max(largeEnd.peakBytes, bytes) };
}

/** Takes in the size of the larger end as it was read. */
export function noteLargestEnd(stream: WatchedStream, bytes: number): void {
  const before = stream.largeEnd;
  stream.largeEnd = 2 * bytes > ENDS_REPLY_BYTES ? { bytes, peakBytes: knownMemory(stream) } : undefined;
  // Measured soon, for a later fall to be seen from there.
  if (before === undefined && stream.largeEnd !== undefined) stream.memoryAt = -Infinity;
}

/** The stream has changed and its ends are not asked for: what its groups say of themselves is all there is. */
export function settleWithoutEnds(stream: WatchedStream): void {
  const because = whyNot(stream);
  if (stream.ends.known || stream.ends.because !== because) stream.ends = unknown(because);
  for (const group of stream.groups) {
    group.job = undefined;
    group.proof = undefined;
    const unread = unreadOf(stream, group);
    if (!sameUnread(group.unread, unread)) group.unread = unread;
    const none = unread.known && unread.value === 0;
    if (none) setNothingUnread(group);
    else if (group.oldestUnread.known || group.oldestUnread.because !== because) group.oldestUnread = unknown(because);
  }
}

function knownMemory({ memoryBytes }: WatchedStream): number {
  return memoryBytes.known ? memoryBytes.value : 0;
}

function whyNot({ leastEntryBytes, largeEnd }: WatchedStream): string {
  const bytes = Math.max(leastEntryBytes, largeEnd?.bytes ?? 0);
  return `entries of about ${Math.round(bytes / 1_000_000)} MB: asking for the ends would hold Redis up`;
}

function unreadOf({ length }: WatchedStream, { reply: { position, lag } }: WatchedGroup): Unread {
  if (position === ZERO_ID) return exact(length, 'the position is before the first entry');
  if (typeof lag !== 'number' || lag < 0) {
    return { known: false, because: 'entries too large to count, and the server has no figure' };
  }
  const source = "the server's figure, entries too large to count";
  return { known: true, value: Math.min(lag, length), quality: 'at-most', source };
}

function setNothingUnread(group: WatchedGroup): void {
  if (!group.oldestUnread.known || group.oldestUnread.value !== null) group.oldestUnread = known(null);
}

function sameUnread(a: Unread, b: Unread): boolean {
  if (!a.known || !b.known) return !a.known && !b.known && a.because === b.because;
  return a.value === b.value && a.quality === b.quality && a.source === b.source;
}
