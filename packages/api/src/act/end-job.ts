import type { Job, JobState, Outcome } from '@weir/domain/jobs/job';
import { outcomeSentence, type SkipCounts } from '@weir/domain/jobs/outcome-words';
import { addOperatorEvent } from '../events/operator-event.ts';
import { closed } from './closed.ts';
import { durably } from './durably.ts';
import type { Run } from './run.ts';
import { verified } from './verified.ts';
import { watchLater } from './watch-later.ts';

/** The end of a job: what is there is read back, then job and audit record are closed in one write. */
export async function endJob(
  run: Run,
  state: Extract<JobState, 'done' | 'failed' | 'cancelled'>,
  because: string,
  outcome: Outcome,
): Promise<void> {
  const { seat, tools, watch } = run;
  const mismatch = state === 'done' ? await verified(run) : '';
  await closed(run);
  const { job } = seat;
  const told = mismatch === '' ? outcome : 'unknown';
  const summary = [whatCameOf(job, seat.skips), ENDINGS[state], because, mismatch]
    .filter((part) => part !== '')
    .join(' ');
  const at = tools.here();
  await durably(seat, run.closing, () =>
    tools.journal.end(job.jobId, state, mismatch === '' ? because : mismatch, told, {
      at,
      auditId: job.auditId,
      outcome: told,
      done: job.checkpoint.done,
      skipped: job.checkpoint.skipped,
      summary,
      detail: { skipped: seat.skips, sample: seat.sample, checkpoint: job.checkpoint },
    }),
  );
  seat.job = { ...job, state, because: mismatch === '' ? because : mismatch, outcome: told, open: null, endedAt: at };
  addOperatorEvent(watch, seat.job, summary);
  if (job.work.do === 'claim' && job.work.watch && job.checkpoint.done > 0) watchLater(run);
}

// Moving a position and creating a group are one step each, which counts as done although no entry was touched.
function whatCameOf({ kind, title, work, checkpoint }: Job, skips: SkipCounts): string {
  const oneStep = work.do === 'move-position' || work.do === 'create-group';
  if (!oneStep) return outcomeSentence(kind, checkpoint.done, skips);
  return checkpoint.done > 0 ? `${title}.` : 'Nothing was changed.';
}

const ENDINGS = {
  done: '',
  failed: 'Then it stopped.',
  cancelled: 'Then it was cancelled; what was done stays.',
} as const;
