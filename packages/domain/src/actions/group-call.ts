import type { EntryId } from '../entries/entry-id.ts';
import type { CallBase } from './call-base.ts';
import type { SeenEntry } from './seen-entry.ts';

/** Creates a group that reads everything behind `position`. */
export interface CreateGroupCall extends CallBase {
  readonly kind: 'create-group';
  readonly group: string;
  readonly position: EntryId;
  /** Entries read up to there, where known exactly: keeps the server's lag known. */
  readonly entriesRead: number | null;
}

/**
 * Destroys a group, as long as it stands where it was seen and its pending list is, entry by entry, the one that was seen.
 * The calls before the last one only compare.
 */
export interface DestroyGroupCall extends CallBase {
  readonly kind: 'destroy-group';
  readonly group: string;
  readonly seen: EntryId;
  /** All there were, in all calls together. */
  readonly pending: number;
  readonly entries: readonly SeenEntry[];
  readonly last: boolean;
}

/**
 * Moves a group's position, as long as it still stands where it was seen. One that `mayReadOn` may have read since, as
 * long as it was not moved back and a move forward is none back by now.
 */
export interface MovePositionCall extends CallBase {
  readonly kind: 'move-position';
  readonly group: string;
  readonly seen: EntryId;
  readonly position: EntryId;
  readonly entriesRead: number | null;
  readonly mayReadOn?: true;
}

/** Makes a consumer that has not read yet. */
export interface CreateConsumerCall extends CallBase {
  readonly kind: 'create-consumer';
  readonly group: string;
  readonly consumer: string;
}

/**
 * Removes consumers, as long as they hold exactly the entries that were seen, which go to another one in the same step. Of
 * a long list the calls before the last one only move.
 */
export interface RemoveConsumerCall extends CallBase {
  readonly kind: 'remove-consumer';
  readonly group: string;
  readonly consumers: readonly string[];
  /** Who gets the entries; null = there are none. */
  readonly receiver: string | null;
  readonly entries: readonly SeenEntry[];
  readonly last: boolean;
}

/** Destroys a group that nobody used since it was made at `position`. */
export interface DropUnusedGroupCall extends CallBase {
  readonly kind: 'drop-unused-group';
  readonly group: string;
  readonly position: EntryId;
}

/** Puts a stream into the trash, with its groups; in the trash nothing finds it. */
export interface DeleteStreamCall extends CallBase {
  readonly kind: 'delete-stream';
  /** The stream must still be the one with this id in it … */
  readonly seen: EntryId;
  /** … that was given so many entries, or more; absent = the server does not count. */
  readonly added?: number;
  /** All groups the plan knew of: another one stops it. */
  readonly groups: readonly string[];
  readonly keepMs: number;
}

/** Gives a stream that was deleted its name back, if it is still in the trash and the name is free. */
export interface RestoreStreamCall extends CallBase {
  readonly kind: 'restore-stream';
  /** The job that deleted it. */
  readonly deletion: string;
}
