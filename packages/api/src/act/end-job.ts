import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Job, JobState, Outcome } from '@weir/domain/jobs/job';
import { toldOutcome } from '@weir/domain/jobs/told-outcome';
import { addOperatorEvent } from '../events/operator-event.ts';
import type { ActTools } from './act-tools.ts';
import { closed } from './closed.ts';
import { durably } from './durably.ts';
import { noteOnUndone } from './note-on-undone.ts';
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
  const summary = [toldOutcome(job, seat.skips), ENDINGS[state], because, mismatch]
    .filter((part) => part !== '')
    .join(' ');
  const archive = await archiveOf(tools, job);
  const at = tools.here();
  await noteOnUndone(run, summary);
  await durably(seat, run.closing, () =>
    tools.journal.end(job.jobId, state, mismatch === '' ? because : mismatch, told, {
      at,
      auditId: job.auditId,
      outcome: told,
      done: job.checkpoint.done,
      skipped: job.checkpoint.skipped,
      summary,
      detail: { skipped: seat.skips, sample: seat.sample, checkpoint: job.checkpoint, ...archive },
    }),
  );
  seat.job = { ...job, state, because: mismatch === '' ? because : mismatch, outcome: told, open: null, endedAt: at };
  addOperatorEvent(watch, seat.job, summary);
  if (job.work.do === 'claim' && job.work.watch && job.checkpoint.done > 0) watchLater(run);
}

/** What the record says of the archive: who keeps the hash can prove every entry in it. */
async function archiveOf({ archives }: ActTools, { jobId, checkpoint }: Job) {
  if (checkpoint.archived?.complete !== true) return {};
  try {
    const sealed = await archives.find(jobId);
    if (sealed === undefined) return { archive: { archiveId: jobId, trouble: 'It was gone when the job ended.' } };
    const { entries, bytes, storedBytes, firstId, lastId } = sealed.manifest;
    return { archive: { archiveId: jobId, entries, bytes, storedBytes, firstId, lastId, sha256: sealed.sha256 } };
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    return { archive: { archiveId: jobId, trouble: error.sentence } };
  }
}

const ENDINGS = {
  done: '',
  failed: 'Then it stopped.',
  cancelled: 'Then it was cancelled; what was done stays.',
} as const;
