import type { EntryId } from '../entries/entry-id.ts';
import type { NewField } from './action-input.ts';
import type { CallBase } from './call-base.ts';
import type { SeenEntry } from './seen-entry.ts';

/** Adds entries to a dead-letter stream, with where they came from, and takes them out of the pending list. */
export interface DeadLetterCall extends CallBase {
  readonly kind: 'dead-letter';
  readonly group: string;
  readonly to: string;
  /** May create `to`. */
  readonly create: boolean;
  readonly reason: string;
  readonly entries: readonly SeenEntry[];
}

/** Moves entries to the end of `to`, without what Weir added to them, and out of the stream. Of `entries` the ids count. */
export interface RedriveCall extends CallBase {
  readonly kind: 'redrive';
  readonly to: string;
  readonly create: boolean;
  readonly entries: readonly SeenEntry[];
}

/** Adds one entry made of another; with `remove` takes that one out in the same step, and does neither when it is gone. */
export interface ResendEntryCall extends CallBase {
  readonly kind: 'resend-entry';
  readonly to: string;
  readonly create: boolean;
  readonly entry: EntryId;
  readonly fields: readonly NewField[];
  readonly remove: boolean;
}
