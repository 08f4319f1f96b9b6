import type { Random } from './random.ts';

/** One entry as written: field names and values in turn. */
export type Fields = readonly string[];

/** A stream of the demo and the producer that feeds it. */
export interface StreamPlan {
  readonly stream: string;
  /** Entries per second while nothing is wrong; 0 = nobody writes. */
  readonly perSecond: number;
  /** Entries that are there when the demo starts, spread over the last `historyMs`. */
  readonly historyEntries: number;
  readonly historyMs: number;
  /** The producer trims to about this many entries. */
  readonly keep: number;
  /** `at` = the time of the entry, epoch ms. */
  readonly write: (random: Random, at: number) => Fields;
}

/** A group of the demo with its consumers. */
export interface GroupPlan {
  readonly stream: string;
  readonly group: string;
  readonly consumers: readonly string[];
  readonly pace: Pace;
  /** 'steady' reads all the time, 'batch' takes everything there is every `batchEveryMs`. */
  readonly batchEveryMs?: number;
  /** Failed entries are claimed and tried again by another consumer, so often. */
  readonly retryEveryMs?: number;
  /** False for what this group cannot work on. Absent: it can work on everything. */
  readonly accepts?: (fields: Fields) => boolean;
}

/** How fast a group works. Troubles change it while the demo runs. */
export interface Pace {
  /** Entries taken with one read. */
  batch: number;
  /** Time one consumer spends on one batch. */
  workMs: number;
  /** False: the consumer's loop stands still. */
  reading: boolean;
  /** What it fails on for as long as something else is broken. */
  failsOn?: ((fields: Fields) => boolean) | undefined;
}

/** Whether a group can be done with an entry; one that is gone leaves nothing to do. */
export function canWorkOn({ accepts, pace }: Pick<GroupPlan, 'accepts' | 'pace'>, fields: Fields | undefined): boolean {
  if (fields === undefined) return true;
  return accepts?.(fields) !== false && pace.failsOn?.(fields) !== true;
}
