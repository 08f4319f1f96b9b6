import type { Plan } from '@weir/domain/actions/plan';
import { changedSomething } from '@weir/domain/jobs/changed-something';
import type { Journal } from '@weir/domain/jobs/journal';
import type { Past } from '@weir/domain/undo/past';
import type { ActTools } from './act-tools.ts';

/** What the journal and the audit log remember, for planning an undo. */
export function pastOf({ journal, audit }: Pick<ActTools, 'journal' | 'audit'>): Past {
  return {
    job: (jobId) => journal.job(jobId),
    async jobOfRecord(auditId) {
      const jobId = (await audit.record(auditId))?.begun.jobId;
      return jobId === null || jobId === undefined ? undefined : journal.job(jobId);
    },
    plan: (planId) => journal.plan(planId),
    frozen: (planId, from, count) => journal.frozen(planId, from, count),
    settled: (jobId, after, limit) => journal.settled(jobId, after, limit),
    undoOf: (jobId) => journal.undoOf(jobId),
  };
}

/** A change is taken back once: why this undo comes too late. null = it does not, or it is no undo. */
export async function undoneSince(journal: Journal, { undoes }: Plan): Promise<string | null> {
  if (undoes === undefined) return null;
  const other = await journal.undoOf(undoes.jobId);
  if (other === undefined || (other.endedAt !== null && !changedSomething(other))) return null;
  return `Job ${other.jobId} took this back meanwhile. Nothing was changed.`;
}
