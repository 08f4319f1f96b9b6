import type { ConsumerObservation } from '../consumers/consumer-observation.ts';
import type { EntryId } from '../entries/entry-id.ts';
import type { Known } from '../known/known.ts';
import type { PendingEntry } from '../pending/pending-entry.ts';
import type { Unread } from './unread.ts';

/** What the poller knows of one consumer group now. Times are Redis time, epoch ms. */
export interface GroupObservation {
  readonly group: string;
  readonly seenAt: number;
  readonly since: number;
  readonly consumers: number;
  readonly pending: number;
  /** last-delivered-id */
  readonly position: EntryId;
  /** entries-read as the server says it. */
  readonly entriesRead: Known<number>;
  readonly unread: Unread;
  /** First entry behind the position; null when nothing is unread. */
  readonly oldestUnreadId: Known<EntryId | null>;
  /** The pending entry with the smallest id; null when nothing is pending. */
  readonly oldestPending: Known<PendingEntry | null>;
  /** The most often delivered of the pending entries looked at; null when nothing is pending. */
  readonly worstPending: Known<WorstPending | null>;
  readonly consumerList: Known<ConsumerList>;
}

export interface WorstPending {
  readonly entry: PendingEntry;
  /** Pending entries looked at so far in this pass, from the oldest on. */
  readonly lookedAt: number;
  /** Distinct consumers Weir has seen hold this entry. */
  readonly holders: readonly string[];
}

export interface ConsumerList {
  readonly readAt: number;
  readonly consumers: readonly ConsumerObservation[];
}
