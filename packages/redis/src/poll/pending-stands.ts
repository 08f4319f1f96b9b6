import type { WatchedGroup, WatchedStream } from './watched-stream.ts';

// Far more than the times of calls are uncertain by, so that a call after a reading is seen to be another one.
const QUIET_MS = 10_000;
// However sure it is: read again after so long.
const STANDS_MS = 300_000;

/**
 * Whoever takes a pending entry, or reads one again, calls, and XINFO CONSUMERS tells when each consumer called; what is
 * acknowledged or read anew shows in the group's own figures. So the pending list of a group is not read again while
 * none of its consumers has called since it was.
 */
export function pendingStands(group: WatchedGroup, now: number): boolean {
  return now < group.pendingStandsUntil;
}

/** The consumers were read; `same` = every one as at the reading before. Moments are monotonic ms. */
export function noteConsumers(stream: WatchedStream, group: WatchedGroup, same: boolean, now: number): void {
  group.quiet = same && now - group.consumersAt >= QUIET_MS;
  group.consumersAt = now;
  if (same || !pendingStands(group, now)) return;
  group.pendingStandsUntil = -Infinity;
  stream.owed = true;
}

/** The pending list was read; `whole` = all of it. */
export function notePending(group: WatchedGroup, whole: boolean, now: number): void {
  group.pendingStandsUntil = group.quiet && whole ? now + STANDS_MS : -Infinity;
}

/** Who called is not known, or the list is another: it is read whenever details are. */
export function distrustPending(group: WatchedGroup): void {
  group.quiet = false;
  group.pendingStandsUntil = -Infinity;
}
