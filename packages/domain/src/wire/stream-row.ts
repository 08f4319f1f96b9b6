import type { Level } from '../health/status.ts';

/** One stream as the browser holds it. Rules as for GroupRow. */
export interface StreamRow {
  readonly key: number;
  readonly stream: string;
  readonly level: Level;
  /** "fulfilment falling behind", "no groups", '' */
  readonly reason: string;
  readonly length: number;
  readonly groups: number;
  readonly consumers: number;
  readonly entriesAdded: number | null;
  readonly firstId: string | null;
  readonly lastId: string | null;
  /** Times in those ids where the ids are times; null otherwise or when empty. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly memoryBytes: number | null;
  readonly memoryBecause: string;
  readonly inPerSecond: number | null;
  /** Sum over groups whose unread is known. */
  readonly unread: number;
  readonly unreadUnknownGroups: number;
  readonly pending: number;
  readonly seenAt: number;
}

export const STREAM_FIELDS = [
  'key',
  'stream',
  'level',
  'reason',
  'length',
  'groups',
  'consumers',
  'entriesAdded',
  'firstId',
  'lastId',
  'firstAt',
  'lastAt',
  'memoryBytes',
  'memoryBecause',
  'inPerSecond',
  'unread',
  'unreadUnknownGroups',
  'pending',
  'seenAt',
] as const satisfies readonly (keyof StreamRow)[];
