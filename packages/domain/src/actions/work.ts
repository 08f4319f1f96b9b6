import type { EntryId } from '../entries/entry-id.ts';
import type { SeenStream } from './call-base.ts';
import type { GroupStand } from './call.ts';
import type { NewField } from './action-input.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { Ignored, StepRule } from './trim-rule.ts';

/** What a job has to do, complete: it needs nothing but this, the frozen set and its own checkpoint. */
export type Work =
  | {
      readonly do: 'claim';
      readonly group: string;
      /** In the order of the frozen set: the first `count` entries go to the first consumer, and so on. */
      readonly shares: readonly { readonly consumer: string; readonly count: number }[];
      readonly deliveries: 'keep' | 'add-one';
      /** Watch for 60 s what becomes of them. */
      readonly watch: boolean;
    }
  | { readonly do: 'acknowledge'; readonly group: string; readonly count: number }
  | {
      readonly do: 'dead-letter';
      readonly group: string;
      readonly to: string;
      readonly create: boolean;
      /** Null = the reason the job was given. */
      readonly reason: string | null;
      readonly count: number;
    }
  | {
      readonly do: 'redrive';
      /** In the order of the frozen set: the first `count` entries go to the first of them, and so on. */
      readonly parts: readonly RedrivePart[];
    }
  | {
      readonly do: 'resend-entry';
      readonly to: string;
      readonly create: boolean;
      readonly entry: EntryId;
      readonly fields: readonly NewField[];
      readonly remove: boolean;
    }
  | {
      readonly do: 'trim';
      readonly rule: StepRule;
      readonly guard: boolean;
      readonly atMost: number;
      readonly about?: true;
      readonly ignore?: Ignored;
      /** First the oldest `atMost` entries up to this id go into the job's archive, and only those are removed. */
      readonly archive?: { readonly until: EntryId };
      readonly seen?: SeenStream;
    }
  | {
      readonly do: 'copy';
      readonly to: string;
      readonly create: boolean;
      readonly after: EntryId;
      readonly until: EntryId;
      readonly filter: EntryFilter | null;
      readonly originField: string | null;
      /** Groups of the target, for slowing down when they do not keep up. */
      readonly readers: readonly string[];
    }
  | { readonly do: 'add-entry'; readonly create: boolean; readonly id: EntryId | null; readonly fields: Fields }
  | {
      readonly do: 'delete-entries';
      readonly count: number;
      /** First into the job's archive. */
      readonly archive?: true;
      readonly seen?: SeenStream;
    }
  | {
      readonly do: 'restore';
      readonly archiveId: string;
      /** Hash of the manifest as the plan saw it. */
      readonly sha256: string;
      readonly create: boolean;
      readonly ids: readonly EntryId[] | null;
      readonly as: 'keep' | 'new';
      readonly originField: string | null;
    }
  | {
      readonly do: 'create-group';
      readonly group: string;
      readonly position: EntryId;
      readonly entriesRead: number | null;
    }
  | {
      readonly do: 'delete-stream';
      readonly seen: EntryId;
      readonly added?: number;
      readonly groups: readonly string[];
    }
  | { readonly do: 'restore-stream'; readonly deletion: string }
  | { readonly do: 'create-consumer'; readonly group: string; readonly consumer: string }
  | {
      readonly do: 'remove-consumer';
      readonly group: string;
      readonly consumers: readonly string[];
      readonly receiver: string | null;
      /** Entries of the frozen set: all they hold. */
      readonly count: number;
    }
  | {
      readonly do: 'destroy-group';
      readonly group: string;
      readonly seen: EntryId;
      /** Entries of the frozen set: the whole pending list. */
      readonly count: number;
      /** All consumers by name, those that hold nothing too; null = more than are read. */
      readonly consumers: readonly string[] | null;
    }
  | {
      readonly do: 'move-position';
      readonly group: string;
      readonly seen: EntryId;
      readonly position: EntryId;
      readonly entriesRead: number | null;
      readonly mayReadOn?: true;
    }
  | {
      readonly do: 'give-back';
      readonly group: string;
      /** The frozen set holds two of each: as it has to be found, then as it is to be. */
      readonly count: number;
      /** Made anew first: a consumer that was removed. */
      readonly consumers: readonly string[];
      readonly idleAnew?: true;
    }
  | { readonly do: 'put-back'; readonly group: string; readonly count: number; readonly idleAnew?: true }
  | {
      readonly do: 'rebuild-group';
      readonly group: string;
      readonly position: EntryId;
      readonly entriesRead: number | null;
      readonly consumers: readonly string[];
      /** Pending entries, frozen, to be put back into it. */
      readonly count: number;
      /** Without the time of delivery they had. */
      readonly idleAnew?: true;
    }
  | { readonly do: 'drop-unused-group'; readonly group: string; readonly position: EntryId };

/** What of a redrive goes to one stream. */
export interface RedrivePart {
  readonly to: string;
  readonly create: boolean;
  readonly count: number;
  /** Groups of that stream, for slowing down when they do not keep up. */
  readonly readers: readonly string[];
}

type Fields = readonly (readonly [name: string, value: string])[];

/** How far a job is; journalled with every settled call. */
export interface Checkpoint {
  /** Number of the newest settled call; 0 = none. */
  readonly number: number;
  /** Entries of the frozen set (or looked at in the range) that are behind us. */
  readonly position: number;
  /** copy, restore: last source id worked on. */
  readonly reached: EntryId | null;
  /** The newest call said there is more. */
  readonly more: boolean;
  readonly done: number;
  readonly skipped: number;
  readonly bytes: number;
  /** What is in the job's archive; absent = nothing yet, or there is none. */
  readonly archived?: Archived;
  /** Where the group stood before it was moved or destroyed: to take that back. */
  readonly before?: GroupStand;
}

export interface Archived {
  /** Finished parts. */
  readonly parts: number;
  readonly entries: number;
  readonly bytes: number;
  /** Entries looked at for them: of a frozen set some may have been gone. */
  readonly looked: number;
  /** The last id in it; null = it is empty. */
  readonly upTo: EntryId | null;
  /** The archive is sealed; what is in it may be removed. */
  readonly complete: boolean;
}

export const AT_START: Checkpoint = {
  number: 0,
  position: 0,
  reached: null,
  more: true,
  done: 0,
  skipped: 0,
  bytes: 0,
};
