import type { EntryId } from '../entries/entry-id.ts';
import type { GroupObservation } from '../groups/group-observation.ts';
import type { Known } from '../known/known.ts';

/**
 * What the poller knows of one stream now. Parts are read at different times on purpose (what has not changed
 * costs less), so each part carries the Redis time in epoch ms at which it was read.
 */
export interface StreamObservation {
  /** Readable form of the key's bytes. */
  readonly stream: string;
  /** Last time length and groups were read (or confirmed unchanged). */
  readonly seenAt: number;
  /** First time Weir saw this incarnation of the stream. */
  readonly since: number;
  /** Entries in the stream: XLEN. */
  readonly length: number;
  readonly ends: Known<StreamEnds>;
  /** MEMORY USAGE with the server's default samples: an estimate of the server. */
  readonly memoryBytes: Known<number>;
  readonly groups: readonly GroupObservation[];
}

/** The figures only XINFO STREAM tells. `firstId` and `lastId` are null while the stream is empty. */
export interface StreamEnds {
  readonly readAt: number;
  readonly firstId: EntryId | null;
  readonly lastId: EntryId | null;
  readonly lastGeneratedId: EntryId;
  /** Entries ever added; Redis 7.0 and later. */
  readonly entriesAdded: Known<number>;
  /** Largest id ever deleted by XDEL and its kin; Redis 7.0 and later; 0-0 for none. */
  readonly maxDeletedId: Known<EntryId>;
  /** True when first or last entry are so large that they are read rarely. */
  readonly fat: boolean;
}
