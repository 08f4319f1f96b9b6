import type { ActionInput } from '../actions/action-input.ts';
import type { ActionKind } from '../actions/action-kind.ts';
import type { Skipped } from '../actions/call.ts';
import type { GroupEffect } from '../actions/plan.ts';
import type { Preview } from '../actions/preview.ts';
import type { AuditRecord, AuditVerdict } from '../audit/audit-record.ts';
import type { Counted } from '../jobs/changed-something.ts';
import type { JobLine, JobState, LaterFinding, Outcome } from '../jobs/job.ts';
import type { UndoOffer } from '../undo/undo-offer.ts';
import type { Sentence } from './sentence.ts';

/** actions.plan and actions.planned. */
export type PlanAnswer =
  | { readonly state: 'counting'; readonly planId: string; readonly looked: number; readonly what: string }
  | ReadyPlan;

export interface ReadyPlan {
  readonly state: 'ready';
  readonly planId: string;
  readonly fingerprint: string;
  readonly kind: ActionKind;
  readonly title: string;
  /** What was asked for, so that a link to the plan can open its form again. */
  readonly input?: ActionInput;
  readonly expiresAt: number;
  readonly seenAt: number;
  readonly affects: { readonly count: number; readonly exact: boolean };
  readonly groups: readonly GroupEffect[];
  readonly warnings: readonly Sentence[];
  readonly commands: readonly string[];
  readonly preview: Preview;
  readonly confirm: {
    readonly risk: 1 | 2 | 3;
    /** The text of the button. */
    readonly label: string;
    readonly typeName: string | null;
    readonly reasonNeeded: boolean;
  };
  /** The same change was made before; `again` in the input says that this is meant. */
  readonly doneBefore: boolean;
  /** Why it cannot be applied; null = it can. */
  readonly refusal: Sentence | null;
}

/** actions.apply. `jobId` is always there when something was begun; a short one has ended by then. */
export interface ApplyAnswer {
  readonly outcome: Outcome | 'running';
  readonly affected: number;
  readonly skipped: readonly Skipped[];
  readonly skippedTotal: number;
  readonly sentence: string;
  /** What is different from the plan; only when refused for that. */
  readonly differences: readonly string[];
  readonly jobId: string | null;
  readonly auditId: string;
  /** How it can be taken back; absent = nothing was begun. */
  readonly undo?: UndoOffer;
}

export interface JobAnswer {
  readonly jobId: string;
  readonly kind: ActionKind;
  readonly title: string;
  readonly connection: string;
  readonly stream: string;
  readonly group: string | null;
  readonly target: string | null;
  readonly actor: string;
  readonly reason: string;
  readonly state: JobState;
  readonly because: string;
  readonly outcome: Outcome | null;
  readonly counted: Counted;
  readonly total: number;
  readonly totalExact: boolean;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly looked: number;
  readonly bytes: number;
  /** Entries per second over the last seconds; null = not running. */
  readonly rate: number | null;
  readonly rateLimit: number | null;
  readonly etaMs: number | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly auditId: string;
  /** The change this one takes back; null = it is no undo. */
  readonly undoes: { readonly jobId: string; readonly auditId: string } | null;
  readonly later: LaterFinding | null;
  /** What was put into an archive; complete = it is sealed. Absent = the job archives nothing. */
  readonly archived?: { readonly entries: number; readonly bytes: number; readonly complete: boolean };
  /** What pause and cancel would leave behind, in words. */
  readonly ifPaused: string;
  readonly ifCancelled: string;
}

export interface JobDetail extends JobAnswer {
  readonly undo: UndoOffer;
  readonly lines: readonly JobLine[];
  /** The newest skipped entries, at most 100; all of them are in the export. */
  readonly skippedSample: readonly Skipped[];
  /** Entries per second and the target groups' unread, one point a second, at most 300. */
  readonly speed: readonly (readonly [at: number, perSecond: number])[];
  readonly targetUnread: readonly {
    readonly group: string;
    readonly points: readonly (readonly [at: number, unread: number | null])[];
  }[];
  readonly slowsAbove: number | null;
}

export interface AuditListAnswer {
  readonly items: readonly AuditRecord[];
  readonly nextCursor: string | null;
  readonly total: number;
}

export type AuditVerifyAnswer = AuditVerdict;
