import type { UnreadQuality } from '../groups/unread.ts';
import type { GroupStatus, Level } from '../health/status.ts';
import type { Sentence } from './sentence.ts';

/**
 * One group as the browser holds it. Instants instead of ages (epoch ms, Redis time), so that a row that did not
 * change is not sent again. `null` is always "unknown" and the matching `…Because` says why, unless said otherwise.
 */
export interface GroupRow {
  /** Stable while this server process lives; the identity of the row in deltas. */
  readonly key: number;
  readonly stream: string;
  readonly group: string;
  readonly level: Level;
  readonly status: GroupStatus;
  readonly since: number;
  readonly sentence: Sentence;
  readonly clause: Sentence;
  readonly unread: number | null;
  readonly unreadQuality: UnreadQuality | 'unknown';
  readonly unreadBecause: string;
  /** Time of the oldest unread entry; 0 = nothing unread. */
  readonly oldestUnreadAt: number | null;
  readonly behindBecause: string;
  readonly pending: number;
  /** Time in the id of the oldest pending entry; 0 = nothing pending. */
  readonly oldestPendingAt: number | null;
  readonly oldestPendingBecause: string;
  readonly consumers: number;
  readonly position: string;
  readonly entriesRead: number | null;
  /** Entries per second over the last minute, three significant digits; a change of less than 2 % is not taken over. */
  readonly inPerSecond: number | null;
  readonly outPerSecond: number | null;
  /** now: nothing unread, or no more than is read within seconds. never: out ≤ in. unsure: the windows disagree or are too young. time: see etaMs. */
  readonly eta: 'now' | 'never' | 'unsure' | 'time';
  readonly etaMs: number | null;
  /** When the next run of a group that reads in batches is expected; 0 = it does not read in batches. */
  readonly nextRunAt: number;
  /** Which series the row's sparkline draws. */
  readonly spark: 'unread' | 'pending' | 'deliveries';
  /** Consumer or entry the status is about; '' = none. */
  readonly culprit: string;
  /** When this group was last read or confirmed unchanged. Sent only when the row is sent for another reason. */
  readonly seenAt: number;
}

export const GROUP_FIELDS = [
  'key',
  'stream',
  'group',
  'level',
  'status',
  'since',
  'sentence',
  'clause',
  'unread',
  'unreadQuality',
  'unreadBecause',
  'oldestUnreadAt',
  'behindBecause',
  'pending',
  'oldestPendingAt',
  'oldestPendingBecause',
  'consumers',
  'position',
  'entriesRead',
  'inPerSecond',
  'outPerSecond',
  'eta',
  'etaMs',
  'nextRunAt',
  'spark',
  'culprit',
  'seenAt',
] as const satisfies readonly (keyof GroupRow)[];
