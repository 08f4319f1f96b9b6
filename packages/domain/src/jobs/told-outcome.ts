import { changedBeside, countedBy } from './changed-something.ts';
import type { Job } from './job.ts';
import { outcomeSentence, type SkipCounts } from './outcome-words.ts';

/** What came of a job in a sentence or two; of one that changes something else than entries its title says it. */
export function toldOutcome(job: Pick<Job, 'kind' | 'title' | 'work' | 'checkpoint'>, skips: SkipCounts): string {
  const told = toldEntries(job, skips);
  const anew = 'idleAnew' in job.work && job.work.idleAnew && job.checkpoint.done > 0;
  return anew ? `${told} Their idle time began anew.` : told;
}

function toldEntries(job: Parameters<typeof toldOutcome>[0], skips: SkipCounts): string {
  const { kind, title, work, checkpoint } = job;
  if (countedBy(work) === 'one-step') return checkpoint.done > 0 ? `${title}.` : 'Nothing was changed.';
  // With the last of them the consumers went, too.
  if (work.do === 'remove-consumer' && checkpoint.done === work.count) return `${title}.`;
  if (!changedBeside(job)) return outcomeSentence(kind, checkpoint.done, skips);
  const entries = checkpoint.done + checkpoint.skipped === 0 ? '' : ` ${outcomeSentence(kind, checkpoint.done, skips)}`;
  return `${title}.${entries}`;
}
