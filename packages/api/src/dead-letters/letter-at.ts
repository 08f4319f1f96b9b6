import type { EntryId } from '@weir/domain/entries/entry-id';
import { timeInId } from '@weir/domain/entries/id-time';

/** When a dead letter failed: as it says, else when it was added, where ids are times. */
export function letterAt(id: EntryId, failedAt: number | null, now: number | null): number | null {
  if (failedAt !== null) return failedAt;
  const at = now === null ? null : timeInId(id, now);
  return at?.known === true ? at.value : null;
}
