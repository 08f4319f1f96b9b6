import { compareEntryIds } from '../entries/entry-id.ts';
import { known, unknown, type Known } from '../known/known.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import type { GroupObservation } from './group-observation.ts';

const NONE = known(0);
const NO_COUNT = unknown('the server does not count entries added');
const NO_READ_COUNT = unknown('Redis does not know how many entries this group has read');

/**
 * Entries that left the stream (trimmed or deleted) before this group read them: (added − length) − read, which holds
 * while the position lies before the first entry, because then everything read has left the stream as well. 0 once
 * the position is within the stream. A group that starts at 0 counts what had gone before it was made.
 */
export function lostEntries(stream: StreamObservation, group: GroupObservation): Known<number> {
  if (!stream.ends.known) return stream.ends;
  const { firstId, lastGeneratedId, entriesAdded } = stream.ends.value;
  // A stream that is empty now starts behind everything it ever held.
  const start = firstId ?? lastGeneratedId;
  if (compareEntryIds(group.position, start) >= 0) return NONE;
  if (!entriesAdded.known) return NO_COUNT;
  const removed = entriesAdded.value - stream.length;
  if (removed <= 0) return NONE;
  if (!group.entriesRead.known) return NO_READ_COUNT;
  return known(Math.max(0, removed - group.entriesRead.value));
}
