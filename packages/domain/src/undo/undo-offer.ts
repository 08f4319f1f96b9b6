import { ENDED, type Job } from '../jobs/job.ts';
import { changedSomething } from '../jobs/changed-something.ts';
import type { UndoRule } from './undo-rule.ts';

/** What can be said of taking a job back without asking Redis; planning it says the rest. */
export interface UndoOffer {
  readonly possible: boolean;
  /** Why not; '' = it is possible, as far as the journal knows. */
  readonly because: string;
  /** The job that took it back, or is about to. */
  readonly by: string | null;
  /** The role it needs: that of the change. */
  readonly needs: 'operator' | 'maintainer';
}

/** What the catalogue says of the kind. */
interface Undoable {
  readonly undo: UndoRule;
  readonly role: UndoOffer['needs'];
}

/** `undoneBy` = the newest job that set out to take it back. */
export function undoOffer({ undo, role }: Undoable, job: Job, undoneBy: Job | undefined): UndoOffer {
  const because = whyNot(undo, job, undoneBy);
  const by = undoneBy !== undefined && (!isOver(undoneBy) || changedSomething(undoneBy)) ? undoneBy.jobId : null;
  return { possible: because === '', because, by, needs: role };
}

function whyNot(rule: UndoRule, job: Job, undoneBy: Job | undefined): string {
  if (!isOver(job)) return 'It is still under way. Cancel it, or wait for its end.';
  if (!changedSomething(job)) return 'It changed nothing.';
  if (undoneBy !== undefined) {
    if (!isOver(undoneBy)) return `It is being taken back by job ${undoneBy.jobId}.`;
    if (changedSomething(undoneBy)) {
      return undoneBy.outcome === 'done'
        ? `It was taken back by job ${undoneBy.jobId}.`
        : `It was taken back as far as that was possible, by job ${undoneBy.jobId}.`;
    }
  }
  return rule.locked(job) ?? '';
}

function isOver(job: Job): boolean {
  return ENDED.some((state) => state === job.state);
}
