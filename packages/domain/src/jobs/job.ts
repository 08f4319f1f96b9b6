import type { ActionInput } from '../actions/action-input.ts';
import type { ActionKind } from '../actions/action-kind.ts';
import type { Call, Lineage, Skipped } from '../actions/call.ts';
import type { Checkpoint, Work } from '../actions/work.ts';
import type { Undoes } from '../undo/undoes.ts';

/**
 * queued: written down, not begun. running. paused: by a person, or by Weir (`because`). checking: a reply was lost or
 * Weir was restarted, and what happened is being read. waiting: for a person, because history was lost or something
 * stands in the way. done, failed, cancelled: over.
 */
export type JobState = 'queued' | 'running' | 'paused' | 'checking' | 'waiting' | 'done' | 'failed' | 'cancelled';
export const ENDED = ['done', 'failed', 'cancelled'] as const satisfies readonly JobState[];

export type Outcome = 'done' | 'refused' | 'partial' | 'unknown';

/** One change on its way, as the journal keeps it. Times are this machine's clock, epoch ms. */
export interface Job {
  readonly jobId: string;
  readonly planId: string;
  readonly fingerprint: string;
  readonly kind: ActionKind;
  readonly title: string;
  readonly connection: string;
  readonly stream: string;
  readonly group: string | null;
  readonly input: ActionInput;
  readonly work: Work;
  readonly actor: string;
  readonly reason: string;
  readonly auditId: string;
  /** undo: the change it takes back. */
  readonly undoes?: Undoes;
  readonly state: JobState;
  /** Why it is in that state; '' = nothing to say. */
  readonly because: string;
  /** Entries it set out to do; exact = frozen or counted. */
  readonly total: { readonly count: number; readonly exact: boolean };
  readonly checkpoint: Checkpoint;
  /** The call that was begun and not settled yet. */
  readonly open: Call | null;
  readonly lineage: Lineage | null;
  /** Entries per second at most; null = gently, so that others hardly notice. */
  readonly ratePerSecond: number | null;
  readonly outcome: Outcome | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** What was seen of the entries afterwards (claims, replays): plain JSON, null = not looked yet. */
  readonly later: LaterFinding | null;
}

/** What became of claimed entries within the watch. */
export interface LaterFinding {
  readonly watchedMs: number;
  readonly complete: boolean;
  readonly consumers: readonly {
    readonly consumer: string;
    readonly got: number;
    readonly acknowledged: number;
    readonly delivered: number;
    readonly untouched: number;
  }[];
}

export interface JobLine {
  readonly at: number;
  readonly level: 'note' | 'warning' | 'change';
  readonly text: string;
}

/** One worked part of a job, for its per-entry results. */
export interface SettledCall {
  readonly number: number;
  readonly at: number;
  readonly done: number;
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly skipped: readonly Skipped[];
  /** Redis TIME between which it ran, epoch ms; absent where nothing told. */
  readonly ranAt?: readonly [from: number, until: number];
}
