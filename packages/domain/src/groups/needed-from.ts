import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import { known, unknown, type Known } from '../known/known.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import type { GroupObservation } from './group-observation.ts';

const NO_GROUPS = unknown('the stream has no groups, so nothing tells what is still needed');

export interface SafeToTrim {
  readonly entries: number;
  readonly exact: boolean;
  /** About, from the server's estimate of the stream's memory; null = not known. */
  readonly bytes: number | null;
}

/**
 * The oldest entry any group still needs: the least over groups of the smallest pending id and the first id behind
 * the position. null = no group needs any entry. Unknown as soon as it is unknown for one group.
 */
export function neededFrom(stream: StreamObservation): Known<EntryId | null> {
  if (stream.groups.length === 0) return NO_GROUPS;
  let least: EntryId | null = null;
  for (const group of stream.groups) {
    const needed = neededBy(group);
    if (!needed.known) return unknown(`not known for ${group.group}: ${needed.because}`);
    least = earlier(least, needed.value);
  }
  return known(least);
}

/**
 * How many entries lie before `neededFrom`. Exact where that is the first unread entry of a group whose unread is
 * exact, or where nothing is needed at all. Where it is a pending entry, acknowledged ones lie between it and the
 * position and no command counts them: then `exact` is false and the figure is the most it can be.
 */
export function safeToTrim(stream: StreamObservation): Known<SafeToTrim> {
  const from = neededFrom(stream);
  if (!from.known) return from;
  const needed = from.value;
  if (needed === null) return known(withBytes(stream, stream.length, true));
  if (!stream.ends.known) return stream.ends;
  const { firstId, lastId } = stream.ends.value;
  if (firstId === null || lastId === null || compareEntryIds(needed, firstId) <= 0) {
    return known(withBytes(stream, 0, true));
  }
  for (const group of stream.groups) {
    if (!group.unread.known || group.unread.quality !== 'exact') continue;
    if (group.oldestUnreadId.known && group.oldestUnreadId.value === needed) {
      return known(withBytes(stream, Math.max(0, stream.length - group.unread.value), true));
    }
  }
  return mostBefore(stream);
}

/**
 * No group's unread and pending entries lie before the oldest needed one, so what is left without them is the most that
 * can. A guess by time would be off in the dangerous direction whenever entries come unevenly.
 */
function mostBefore(stream: StreamObservation): Known<SafeToTrim> {
  let most = Infinity;
  for (const group of stream.groups) {
    if (!group.unread.known || group.unread.quality === 'more-than') continue;
    most = Math.min(most, stream.length - group.unread.value - group.pending);
  }
  if (most === Infinity) return unknown('unread is not known of any group');
  return known(withBytes(stream, Math.max(0, most), false));
}

function neededBy(group: GroupObservation): Known<EntryId | null> {
  if (!group.oldestUnreadId.known) return group.oldestUnreadId;
  if (group.pending === 0) return group.oldestUnreadId;
  if (!group.oldestPending.known) return group.oldestPending;
  return known(earlier(group.oldestPending.value?.id ?? null, group.oldestUnreadId.value));
}

function earlier(a: EntryId | null, b: EntryId | null): EntryId | null {
  if (a === null || b === null) return a ?? b;
  return compareEntryIds(a, b) <= 0 ? a : b;
}

function withBytes(stream: StreamObservation, entries: number, exact: boolean): SafeToTrim {
  const perEntry = stream.memoryBytes.known && stream.length > 0 ? stream.memoryBytes.value / stream.length : null;
  return { entries, exact, bytes: perEntry === null ? null : Math.round(perEntry * entries) };
}
