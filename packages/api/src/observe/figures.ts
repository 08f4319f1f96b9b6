import { timeInId } from '@weir/domain/entries/id-time';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { type Known, known, mapKnown, unknown } from '@weir/domain/known/known';

/** Three significant digits: finer changes of a rate are noise that would be sent to every viewer. */
export function threeDigits(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}

// Below the noise of counting a handful of entries per minute, and of polls that are never quite as far apart.
const UNSTEADY_SHARE = 0.02;

/**
 * A rate or a time to go as shown, three digits: `shown` again while `fresh` is within 2 % of it, so that what is
 * steady stands still. Nothing and something are never taken for each other.
 */
export function steady(fresh: number | null, shown: number | null | undefined): number | null {
  if (fresh === null) return null;
  const steadyNow = shown !== null && shown !== undefined && Math.abs(fresh - shown) <= shown * UNSTEADY_SHARE;
  return steadyNow && fresh !== 0 ? shown : threeDigits(fresh);
}

/** Epoch ms of the oldest unread entry, 0 = nothing unread; unknown where it is not known or the id is no time. */
export function oldestUnreadAt(group: GroupObservation, now: number): Known<number> {
  if (group.unread.known && group.unread.value === 0) return known(0);
  if (!group.oldestUnreadId.known) return group.oldestUnreadId;
  return group.oldestUnreadId.value === null ? known(0) : timeInId(group.oldestUnreadId.value, now);
}

/** Epoch ms in the id of the oldest pending entry, 0 = nothing pending. */
export function oldestPendingAt(group: GroupObservation, now: number): Known<number> {
  if (group.pending === 0) return known(0);
  if (!group.oldestPending.known) return group.oldestPending;
  // The count says some are pending, the list read at another moment says none: neither is the truth of now.
  if (group.oldestPending.value === null) return unknown('the pending list was read at another moment');
  return timeInId(group.oldestPending.value.id, now);
}

/** Age at `now` of an instant where 0 stands for "there is none". */
export function ageOf(instant: Known<number>, now: number): Known<number> {
  return mapKnown(instant, (at) => (at === 0 ? 0 : Math.max(0, now - at)));
}

export function timeOrNull(id: EntryId | null, now: number): number | null {
  if (id === null) return null;
  const time = timeInId(id, now);
  return time.known ? time.value : null;
}
