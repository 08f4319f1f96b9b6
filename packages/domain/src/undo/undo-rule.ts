import type { Freezer } from '../actions/freezer.ts';
import type { Look } from '../actions/look.ts';
import type { Draft, Plan } from '../actions/plan.ts';
import type { Job } from '../jobs/job.ts';
import type { Past } from './past.ts';
import type { UndoShows } from './undo-shows.ts';

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

/** What a rule finds out; the rest of the draft is the same for every undo. */
export type UndoDraft = Omit<Draft, 'preview' | 'undoes'> & { readonly shows: UndoShows };

/** A kind that is never taken back, for one reason. */
export function neverUndone(because: string): UndoRule {
  return {
    locked: () => because,
    draft: () => Promise.reject(new RangeError('nothing to draft: this kind of change is not taken back')),
  };
}
