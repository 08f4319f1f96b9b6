import type { Known } from '../known/known.ts';
import type { UndoShows } from '../undo/undo-shows.ts';
import type { ActionKind } from './action-kind.ts';

/** What a dialog shows beyond what all plans have. Names in readable form, times epoch ms of Redis. */
export type Preview =
  | {
      readonly of: 'claim';
      readonly from: readonly { readonly consumer: string; readonly count: number }[];
      readonly to: readonly ClaimTarget[];
      /** Delivery count before → entries with it, most frequent first, at most 5. */
      readonly deliveries: readonly (readonly [deliveries: number, entries: number])[];
      /** Split off: their payload is gone, a claim would drop them without a word. */
      readonly payloadGone: number;
      /** Redis time of the latest delivery among them. */
      readonly newestDeliveryAt: number;
    }
  | {
      readonly of: 'acknowledge';
      readonly from: readonly { readonly consumer: string; readonly count: number }[];
      readonly deliveries: readonly (readonly [deliveries: number, entries: number])[];
      readonly payloadGone: number;
      readonly oldestId: string | null;
      readonly newestId: string | null;
    }
  | {
      readonly of: 'dead-letter';
      readonly from: readonly { readonly consumer: string; readonly count: number }[];
      readonly deliveries: readonly (readonly [deliveries: number, entries: number])[];
      /** Split off: there is nothing left of them to keep. */
      readonly payloadGone: number;
      readonly oldestId: string | null;
      readonly newestId: string | null;
      readonly to: string;
      /** The dead-letter stream's length now; null = it is created. */
      readonly targetLength: number | null;
      /** Other groups of the stream; the entries stay there for them. */
      readonly otherGroups: readonly string[];
      /** False = in another slot of a cluster: first added there, then acknowledged here. */
      readonly oneStep: boolean;
      /** Refused because nothing (with a payload) matches. */
      readonly met?: true;
    }
  | {
      readonly of: 'redrive';
      readonly parts: readonly RedrivePreview[];
      /** Match, and stay: nothing tells where they came from. */
      readonly noOrigin: number;
      /** Match, and stay: the stream they came from is not there any more, or is none. */
      readonly originGone: readonly { readonly stream: string; readonly count: number }[];
      /** Dead letters looked at; there are more where not complete. */
      readonly looked: number;
      readonly complete: boolean;
    }
  | {
      readonly of: 'resend-entry';
      readonly to: string;
      readonly targetLength: number | null;
      /** The entry as it is, without what Weir added to it. */
      readonly before: readonly (readonly [name: string, value: string])[];
      /** Values of `before` that were too large to show whole: place and bytes. */
      readonly cut: readonly (readonly [index: number, bytes: number])[];
      readonly after: readonly (readonly [name: string, value: string])[];
      /** Places in `after` that are taken over whole, although `before` shows only a part. */
      readonly kept: readonly number[];
      readonly removes: boolean;
    }
  | {
      readonly of: 'trim';
      readonly length: number;
      readonly firstId: string | null;
      readonly lastId: string | null;
      /** First entry that stays; null = nothing stays. */
      readonly bound: Known<string | null>;
      /** Where the bound would be without the guard; null = the same. */
      readonly unguardedBound: string | null;
      readonly keeps: number;
      /** About, from the server's estimate. */
      readonly freesBytes: Known<number>;
      /** Who is in the way of the rest; null = nobody. */
      readonly heldBy: string | null;
      /** The stream is as the rule wants it already. */
      readonly met?: true;
      /** What would go without the limit that was set on this trim; absent = the limit is not reached. */
      readonly withoutLimit?: number;
      /** Groups that are not waited for, with the Redis time of the last call made in their name. */
      readonly ignored?: readonly { readonly group: string; readonly lastCallAt: number }[];
    }
  | { readonly of: 'create-consumer' }
  | {
      readonly of: 'delete-stream';
      readonly length: number;
      readonly groups: number;
      readonly pending: number;
      readonly memoryBytes: Known<number>;
      readonly keptMs: number;
    }
  | {
      readonly of: 'remove-consumer';
      readonly consumers: readonly {
        readonly consumer: string;
        readonly pending: number;
        readonly lastCallAt: number | null;
      }[];
      readonly to: ClaimTarget | null;
      /** Of what they hold without a payload: those cannot be moved. */
      readonly payloadGone: number;
    }
  | {
      readonly of: 'create-group';
      readonly position: string;
      /** What it has to read at first. */
      readonly unread: { readonly count: number; readonly exact: boolean };
    }
  | {
      readonly of: 'destroy-group';
      readonly position: string;
      readonly entriesRead: Known<number>;
      readonly unread: Known<{ readonly count: number; readonly exact: boolean }>;
      readonly pending: number;
      /** Who holds them, most first, at most 100. */
      readonly from: readonly { readonly consumer: string; readonly count: number }[];
      readonly consumers: number;
      /** Of them made a call lately; unknown where they are too many to read. */
      readonly live: Known<number>;
    }
  | {
      readonly of: 'move-group';
      readonly way: 'back' | 'forward';
      readonly from: string;
      readonly to: string;
      /** As Redis had it before; with it the move can be taken back. */
      readonly entriesRead: Known<number>;
      readonly unreadAfter: { readonly count: number; readonly exact: boolean };
      readonly pending: number;
    }
  | {
      readonly of: 'replay';
      /** Entries in the range, and of them matching the filter. */
      readonly inRange: Known<number>;
      readonly histogram: readonly { readonly from: number; readonly all: number; readonly matching: number }[];
      readonly sample: readonly {
        readonly id: string;
        readonly fields: readonly (readonly [name: string, value: string])[];
      }[];
      readonly bytes: Known<number>;
      readonly from: string;
      readonly until: string;
      /** The target stream's length now; null = it does not exist or does not apply. */
      readonly targetLength: number | null;
    }
  | ({
      readonly of: 'undo';
      /** The change that is taken back; null = it is not on record. */
      readonly undoes: {
        readonly jobId: string;
        readonly auditId: string;
        readonly kind: ActionKind;
        readonly title: string;
        readonly actor: string;
        /** Epoch ms, this machine's clock. */
        readonly at: number;
      } | null;
    } & UndoShows)
  | {
      readonly of: 'add-entry';
      readonly length: number | null;
      readonly lastId: string | null;
      /** Of names and values. */
      readonly bytes: number;
    }
  | {
      readonly of: 'delete-entries';
      readonly length: number;
      readonly firstId: string | null;
      readonly lastId: string | null;
      /** The first ones, at most 20. */
      readonly sample: readonly string[];
      /** Looked at to find them; complete = to the end of the range. */
      readonly looked: number;
      readonly complete: boolean;
      /** Asked for by id and not there. */
      readonly gone: number;
      /** Too large to be searched. */
      readonly tooLarge: number;
      readonly groups: readonly LeftPending[];
      readonly archive: boolean;
    }
  | {
      readonly of: 'restore';
      readonly archiveId: string;
      readonly from: string;
      readonly firstId: string | null;
      readonly lastId: string | null;
      readonly as: 'keep' | 'new';
      readonly targetLength: number | null;
    };

/** What stays behind of removed entries in one group. */
export interface LeftPending {
  readonly group: string;
  /** Not read yet: the group never gets them. */
  readonly unread: number;
  /** They stay in the pending list, without a payload. */
  readonly pending: { readonly count: number; readonly exact: boolean };
}

export interface RedrivePreview {
  readonly to: string;
  readonly count: number;
  readonly firstId: string;
  readonly lastId: string;
  /** Length of the stream now; null = it is created. */
  readonly targetLength: number | null;
  /** Groups the entries failed in, most first, at most 5. */
  readonly failedIn: readonly string[];
  /** All groups of the stream: each of them gets the entries. */
  readonly groups: readonly { readonly group: string; readonly unread: Known<number> }[];
  readonly oneStep: boolean;
}

export interface ClaimTarget {
  readonly consumer: string;
  readonly gets: number;
  readonly pendingNow: number;
  readonly lastCallAt: number | null;
  /** Not a consumer of the group yet. */
  readonly isNew: boolean;
}
