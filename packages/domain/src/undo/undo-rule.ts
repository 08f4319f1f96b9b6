import type { ActionKind } from '../actions/action-kind.ts';
import type { Skipped, SkipReason } from '../actions/call.ts';
import type { Freezer } from '../actions/action-definition.ts';
import type { Look } from '../actions/look.ts';
import type { Draft, Plan } from '../actions/plan.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Job, SettledCall } from '../jobs/job.ts';

/** How a kind of change is taken back, or why it is not. Each kind has its own in the catalogue. */
export interface UndoRule {
  /** From the journal alone: why this one can never be taken back. null = perhaps; planning finds out. */
  readonly locked: (job: Job) => string | null;
  /** Looks at what is still as the job left it, and freezes what each entry goes back to. Changes nothing. */
  draft(change: MadeChange, ground: UndoGround): Promise<UndoDraft>;
}

/** A change as the journal kept it: with the plan it was made from. */
export interface MadeChange {
  readonly job: Job;
  readonly plan: Plan;
}

/** What planning an undo stands on. */
export interface UndoGround {
  readonly look: Look;
  readonly past: Past;
  readonly freezer: Freezer;
}

/** What the journal remembers of changes made before. Reads only. */
export interface Past {
  job(jobId: string): Promise<Job | undefined>;
  /** The job an audit record is about. */
  jobOfRecord(auditId: string): Promise<Job | undefined>;
  plan(planId: string): Promise<Plan | undefined>;
  frozen(planId: string, from: number, count: number): Promise<readonly SeenEntry[]>;
  settled(jobId: string, after: number, limit: number): Promise<readonly SettledCall[]>;
  /** The newest job that set out to take this one back. */
  undoOf(jobId: string): Promise<Job | undefined>;
}

/** What a rule finds out; the rest of the draft is the same for every undo. */
export type UndoDraft = Omit<Draft, 'preview' | 'undoes'> & { readonly shows: UndoShows };

/** The part of the preview that differs from kind to kind. */
export interface UndoShows {
  /** Who has them now → who had them before, most first. null = nobody: they were acknowledged, or are not there. */
  readonly moves: readonly { readonly now: string | null; readonly before: string | null; readonly count: number }[];
  /** Single figures, as they are now and as they were. */
  readonly figures: readonly { readonly what: string; readonly now: string; readonly before: string }[];
  readonly stays: StaysAsIs;
}

/** What an undo leaves as it is, and why. */
export interface StaysAsIs {
  readonly reasons: readonly { readonly reason: SkipReason; readonly count: number }[];
  /** The first of them. */
  readonly sample: readonly Skipped[];
}

/** Which change an undo takes back. */
export interface Undoes {
  readonly jobId: string;
  readonly auditId: string;
  readonly kind: ActionKind;
  readonly group: string | null;
}

/** A kind that is never taken back, for one reason. */
export function neverUndone(because: string): UndoRule {
  return {
    locked: () => because,
    draft: () => Promise.reject(new RangeError('nothing to draft: this kind of change is not taken back')),
  };
}
