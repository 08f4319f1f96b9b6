import type { EntryId } from '../entries/entry-id.ts';
import type { Known } from '../known/known.ts';
import type { Entry } from '../entries/entry.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { SeenEntry } from './seen-entry.ts';
import type { StopSign } from './stop-sign.ts';
import type { Trashed } from './trash.ts';

/**
 * What planning and checking read, fresh from Redis and never from the picture. Every read is bounded in rows, bytes and
 * server time; failures are ConsoleError. Long walks report progress and end early when the signal says so.
 */
export interface Look {
  /** Redis TIME, epoch ms. */
  now(): Promise<number>;
  /** none = no such key; not-a-stream = something else is there. */
  stream(stream: string): Promise<StreamFacts | 'none' | 'not-a-stream'>;
  /** Not more than 10,000 consumers are read; then unknown. */
  consumers(stream: string, group: string): Promise<Known<readonly ConsumerFacts[]>>;
  /** Pending entries in id order, at most 1,000 a page; `next` = go on behind this id, null = the end. */
  pending(
    stream: string,
    group: string,
    page: {
      readonly consumer?: string | undefined;
      readonly from?: EntryId;
      readonly after?: EntryId;
      readonly to?: EntryId;
    },
  ): Promise<{ readonly rows: readonly SeenEntry[]; readonly next: EntryId | null; readonly at: number }>;
  /** Of these pending entries the ones whose payload is no longer in the stream. At most 1,000 ids. */
  missing(stream: string, facts: StreamFacts, ids: readonly EntryId[]): Promise<ReadonlySet<EntryId>>;
  /** Counts entries with after < id ≤ until in steps that each take a few ms at most. */
  count(stream: string, range: { readonly after: EntryId; readonly until: EntryId }, walk: Walk): Promise<Counted>;
  /** The same from the end of the range on; `reached` is the oldest one counted. */
  countBack(stream: string, range: { readonly after: EntryId; readonly until: EntryId }, walk: Walk): Promise<Counted>;
  /** Walks a range with payloads, for filters, histograms and samples. */
  survey(
    stream: string,
    range: { readonly after: EntryId; readonly until: EntryId },
    filter: EntryFilter | null,
    walk: Walk,
  ): Promise<Survey>;
  /** The entries of a range, oldest first, in pages; those too large to read by their id alone. */
  entries(
    stream: string,
    range: { readonly after: EntryId; readonly until: EntryId },
  ): AsyncIterable<{ readonly entries: readonly Entry[]; readonly unread: readonly EntryId[] }>;
  /** Walks a range for the ids of what matches; `found` is waited for. Entries too large to read are told apart. */
  find(
    stream: string,
    range: { readonly after: EntryId; readonly until: EntryId },
    filter: EntryFilter,
    walk: Walk,
    found: (ids: readonly EntryId[]) => Promise<void>,
  ): Promise<Found>;
  /** What a job put into the trash; null = it is not there (any more). */
  trashed(job: string, stream: string): Promise<Trashed | null>;
  /** Why this account may not run these commands on these keys; null = it may, or it could not be asked. */
  denied(commands: readonly string[], keys: readonly string[]): Promise<string | null>;
  /** Both names lie in one slot, or the server knows no slots. */
  sameSlot(a: string, b: string): boolean;
}

export interface Walk {
  readonly signal: StopSign;
  /** Stop after so many entries and say so. */
  readonly atMost: number;
  progress(looked: number): void;
}

export interface Counted {
  readonly entries: number;
  /** False: stopped at `atMost`; there are more. */
  readonly complete: boolean;
  readonly reached: EntryId | null;
}

export interface Found extends Counted {
  /** Larger than Weir reads, so not searched; at most 100 of them. */
  readonly tooLarge: readonly EntryId[];
}

export interface Survey extends Counted {
  readonly matching: number;
  /** Bytes of field names and values of what matches. */
  readonly bytes: number;
  /** At most 60 slices of equal time between first and last id looked at. */
  readonly histogram: readonly { readonly from: number; readonly all: number; readonly matching: number }[];
  /** The first matches, at most 20. */
  readonly sample: readonly Entry[];
}

export interface StreamFacts {
  readonly stream: string;
  /** Redis TIME of the reading. */
  readonly at: number;
  readonly length: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  readonly lastGeneratedId: EntryId;
  readonly entriesAdded: Known<number>;
  readonly maxDeletedId: Known<EntryId>;
  readonly memoryBytes: Known<number>;
  /** To give a pending entry an earlier time of delivery takes this server a look at each that was delivered later. */
  readonly earlierTimesCost: boolean;
  readonly groups: readonly GroupFacts[];
}

export interface GroupFacts {
  readonly group: string;
  readonly position: EntryId;
  readonly entriesRead: Known<number>;
  readonly consumers: number;
  readonly pending: number;
  /** As Weir resolves it, with the position rules first. */
  readonly unread: Known<{ readonly count: number; readonly exact: boolean }>;
  readonly smallestPendingId: EntryId | null;
  readonly oldestUnreadId: EntryId | null;
}

export interface ConsumerFacts {
  readonly consumer: string;
  readonly pending: number;
  /** Redis time of the last call it made, as this server version knows it. */
  readonly lastCallAt: number;
}
