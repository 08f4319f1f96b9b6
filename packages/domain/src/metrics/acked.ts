/** What changed of a group between two samples; NaN = not known. */
export interface GroupStep {
  readonly read: number;
  readonly pending: number;
  readonly position: number;
  readonly consumers: number;
  readonly added: number;
  /** Unread at the beginning of the step. */
  readonly unread: number;
}

/**
 * Entries acknowledged in a step: Δ entries-read − Δ pending. NaN where a step says nothing about that: a counter that
 * went back, a moved position, a consumer that was removed, entries-read set by hand.
 */
export function ackedIn({ read, pending, position, consumers, added, unread }: GroupStep): number {
  return ackedOf(read, pending, position, consumers, added, unread);
}

/** `ackedIn` for millions of steps, without an object for each. */
export function ackedOf(
  read: number,
  pending: number,
  position: number,
  consumers: number,
  added: number,
  unread: number,
): number {
  // NaN compares false: a figure not known leaves the step out, like a counter that went back.
  if (!(read >= 0) || Number.isNaN(pending)) return NaN;
  if (position < 0) return NaN;
  // A consumer removed together with what it held is not an acknowledgement.
  if (consumers < 0 && pending < 0) return NaN;
  if (read > mostReadable(unread, added)) return NaN;
  return read - pending;
}

// Nobody can read more than was unread and came in; more means that entries-read was set by hand. The reads of one
// poll are not one moment, hence the slack.
function mostReadable(unread: number, added: number): number {
  return Number.isNaN(unread) || !(added >= 0) ? Infinity : (unread + added) * 1.5 + 1000;
}
