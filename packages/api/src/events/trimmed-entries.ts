import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';

// Smaller trims are the daily business of producers that add with MAXLEN ~ and would drown what matters.
const WORTH_TELLING = 1_000;
const SHARE_WORTH_TELLING = 0.1;

/** Entries that left the front of a stream between two looks, when that is a lot; otherwise 0. */
export function trimmedEntries(before: StreamObservation, now: StreamObservation): number {
  if (!before.ends.known || !now.ends.known) return 0;
  const firstBefore = before.ends.value.firstId;
  const firstNow = now.ends.value.firstId;
  const addedBefore = before.ends.value.entriesAdded;
  const addedNow = now.ends.value.entriesAdded;
  if (firstBefore === null || !addedBefore.known || !addedNow.known) return 0;
  if (firstNow !== null && compareEntryIds(firstNow, firstBefore) <= 0) return 0;
  const removed = before.length + (addedNow.value - addedBefore.value) - now.length;
  return removed >= Math.max(WORTH_TELLING, SHARE_WORTH_TELLING * before.length) ? removed : 0;
}
