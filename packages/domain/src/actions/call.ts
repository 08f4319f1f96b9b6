import type { EntryId } from '../entries/entry-id.ts';
import type { CallBase, SeenStream } from './call-base.ts';
import type { AddEntryCall, ArchiveCall, DeleteEntriesCall, RestoreCall } from './entry-calls.ts';
import type { EntryFilter } from './entry-filter.ts';
import type { DeadLetterCall, RedriveCall, ResendEntryCall } from './letter-calls.ts';
import type {
  CreateConsumerCall,
  CreateGroupCall,
  DeleteStreamCall,
  DestroyGroupCall,
  DropUnusedGroupCall,
  MovePositionCall,
  RemoveConsumerCall,
  RestoreStreamCall,
} from './group-call.ts';
import type { SeenEntry } from './seen-entry.ts';
import type { StopSign } from './stop-sign.ts';
import type { Ignored, StepRule } from './trim-rule.ts';

/**
 * One batch of a job: what is journalled before it is done and settled after. Calls of a job are numbered 1, 2, 3 …
 * and run one after the other. Redis keeps the number of the newest one beside the data (the job's mark), written in the
 * same atomic step as the effect, so whether a call happened can always be read and is never guessed.
 */
export type Call =
  | ClaimCall
  | AcknowledgeCall
  | ArchiveCall
  | DeadLetterCall
  | RedriveCall
  | ResendEntryCall
  | TrimCall
  | CopyCall
  | CreateConsumerCall
  | AddEntryCall
  | DeleteEntriesCall
  | RestoreCall
  | CreateGroupCall
  | MovePositionCall
  | GiveBackCall
  | PutBackCall
  | RebuildGroupCall
  | DestroyGroupCall
  | DropUnusedGroupCall
  | DeleteStreamCall
  | RemoveConsumerCall
  | RestoreStreamCall;
export type CallKind = Call['kind'];
export type CallOf<K extends CallKind> = Extract<Call, { kind: K }>;

/** Gives entries to one consumer, as long as they are still as seen. */
export interface ClaimCall extends CallBase {
  readonly kind: 'claim';
  readonly group: string;
  readonly consumer: string;
  /** keep = the delivery count stays; add-one = it goes up by one as with a delivery. */
  readonly deliveries: 'keep' | 'add-one';
  readonly entries: readonly SeenEntry[];
}

/** Takes entries out of the pending list, as long as they are still as seen. */
export interface AcknowledgeCall extends CallBase {
  readonly kind: 'acknowledge';
  readonly group: string;
  readonly entries: readonly SeenEntry[];
}

/** Removes the oldest entries; the bound is worked out anew inside every script. */
export interface TrimCall extends CallBase {
  readonly kind: 'trim';
  readonly rule: StepRule;
  /** False = also what some group has not read or not acknowledged; only after the stream's name was typed. */
  readonly guard: boolean;
  /** This call removes at most so many entries. */
  readonly atMost: number;
  /** Whole nodes only: up to a node more stays than the rule asks for. */
  readonly about?: true;
  readonly ignore?: Ignored;
  /** Nothing behind this id is removed: it is the last one in the archive. */
  readonly upTo?: EntryId;
  readonly seen?: SeenStream;
}

/** Copies entries in order behind the end of another (or the same) stream. */
export interface CopyCall extends CallBase {
  readonly kind: 'copy';
  readonly to: string;
  /** May create `to`. */
  readonly create: boolean;
  /** Copies entries with `after` < id ≤ `until`. */
  readonly after: EntryId;
  readonly until: EntryId;
  readonly filter: EntryFilter | null;
  /** Adds a field of this name with the source id as last field; null = fields stay exactly as they are. */
  readonly originField: string | null;
  /** This call looks at no more than so many source entries. */
  readonly atMost: number;
}

/** Gives claimed entries back, as they were before, as long as they are still as the claim left them. */
export interface GiveBackCall extends CallBase {
  readonly kind: 'give-back';
  readonly group: string;
  readonly returns: readonly Return[];
  /** Without the time of delivery they had. */
  readonly idleAnew?: true;
}

/** One entry on its way back: as it has to be found, and as it is to be. */
export interface Return {
  readonly left: SeenEntry;
  readonly before: SeenEntry;
}

/**
 * Puts entries back into the pending list, as they were: those that are in the stream, that are not pending, and that the
 * group has passed.
 */
export interface PutBackCall extends CallBase {
  readonly kind: 'put-back';
  readonly group: string;
  /** Of a group that was moved back entries are pending that it has not passed: when it is made anew, so are they. */
  readonly alsoNotPassed: boolean;
  readonly entries: readonly SeenEntry[];
  /** Without the time of delivery they had. */
  readonly idleAnew?: true;
}

/** Makes a group that was destroyed anew, with its consumers; or only consumers, of a group that is there. */
export interface RebuildGroupCall extends CallBase {
  readonly kind: 'rebuild-group';
  readonly group: string;
  /** null = the group is there. */
  readonly position: EntryId | null;
  readonly entriesRead: number | null;
  readonly consumers: readonly string[];
}

/** Why one entry was left as it is. `unsure`: the reply was lost and reading could not tell either. */
export type SkipReason =
  | 'not-pending'
  | 'other-owner'
  | 'delivered-again'
  | 'payload-gone'
  | 'gone'
  | 'too-large'
  | 'filtered'
  | 'pending-again'
  | 'not-passed'
  | 'unsure';

export interface Skipped {
  readonly id: EntryId;
  readonly reason: SkipReason;
  /** For other-owner: who has it now. */
  readonly consumer?: string;
}

/** What a call did. */
export interface CallResult {
  /** Entries changed, removed or copied. */
  readonly done: number;
  /** Entries looked at; for a filtered copy more than done + skipped, because what does not match is not listed. */
  readonly looked: number;
  readonly skipped: readonly Skipped[];
  /** Bytes of field names and values copied, or 0. */
  readonly bytes: number;
  /** copy, archive, restore: last source id worked on. trim: first id the stream has now. null = does not apply, or nothing left. */
  readonly reached: EntryId | null;
  /** There is more to do for a further call with the same aim. */
  readonly more: boolean;
  /** archive: entries in the part. */
  readonly archived?: number;
  /** trim: the group that holds back the rest, when one does. */
  readonly heldBy?: string;
  /** move-position and destroy-group: where the group stood in the very step that changed it. */
  readonly before?: GroupStand;
  /** Redis TIME between which its steps ran, epoch ms; absent where nothing tells. */
  readonly ranAt?: readonly [from: number, until: number];
}

export interface GroupStand {
  readonly position: EntryId;
  /** Null = the server does not count, or lost count. */
  readonly entriesRead: number | null;
}

/**
 * done: all of it ran, `result` says what it did. refused: Redis certainly changed nothing since the last settled step;
 * `sofar` is what earlier steps of this call did. unknown: the newest step was sent and no answer came.
 */
export type CallOutcome =
  | { readonly outcome: 'done'; readonly result: CallResult }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: string; readonly soFar: CallResult }
  | { readonly outcome: 'unknown'; readonly because: string };

/** What the mark in Redis says of a job. */
export type Recalled =
  | { readonly found: false }
  | {
      readonly found: true;
      /** Number of the newest call of which at least one step ran. */
      readonly number: number;
      /** That call ran to its end. */
      readonly complete: boolean;
      readonly result: CallResult;
    };

/** unknown: no answer came, so it is to be asked again. */
export type Closed =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: string }
  | { readonly outcome: 'unknown'; readonly because: string };

/** Who answers, and where its history stands; compared before every call. */
export interface Lineage {
  readonly runId: string;
  readonly replicationId: string;
  readonly replicationOffset: number;
  readonly role: 'primary' | 'replica' | 'unknown';
}

/** gone: it was not there any more. early: its time is not over. not-now: Redis did not do it, or did not say. */
export type Emptied = 'removed' | 'gone' | 'early' | 'not-now';

/**
 * What the redis package offers for changing things; there is none when Weir is read-only. Nothing here throws for what
 * Redis or the network does, except `recall` and `lineage`, which are reads and fail with a ConsoleError.
 */
export interface Changer {
  /**
   * Runs a call in atomic steps of a few ms each. With `resume` it first reads the mark and goes on behind the last
   * step that ran; without it, it expects that none did. Stops between two steps when `signal` says so: the outcome is
   * then done with `more`. `gently` = steps of a fraction of a ms with rests between them, so that others hardly notice;
   * without it, as fast as Redis bears.
   */
  run(
    call: Call,
    how: { readonly resume: boolean; readonly signal: StopSign; readonly gently?: boolean },
  ): Promise<CallOutcome>;
  recall(job: string, stream: string, to?: string): Promise<Recalled>;
  lineage(): Promise<Lineage>;
  /**
   * Closes the job's mark: whatever was sent and is still on its way changes nothing any more, and `recall` goes on
   * telling what ran until the mark expires by itself, a day later. Closing twice does no harm.
   */
  close(job: string, stream: string, to?: string): Promise<Closed>;
  /** Removes for good what the job put into the trash, when its time there is over. */
  emptyTrash(job: string, stream: string): Promise<Emptied>;
}
