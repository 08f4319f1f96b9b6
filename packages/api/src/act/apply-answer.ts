import type { Job } from '@weir/domain/jobs/job';
import { changedSomething } from '@weir/domain/jobs/changed-something';
import { toldOutcome } from '@weir/domain/jobs/told-outcome';
import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { isOver } from './job-desk.ts';
import { offerFor } from './offer-for.ts';
import type { Seat } from './seat.ts';

export function answerOf({ job, skips, sample }: Seat, undoneBy: Job | undefined): ApplyAnswer {
  const over = isOver(job);
  return {
    outcome: over ? (job.outcome ?? 'unknown') : job.state === 'checking' ? 'unknown' : 'running',
    affected: job.checkpoint.done,
    skipped: sample,
    skippedTotal: job.checkpoint.skipped,
    sentence: sentenceOf(),
    differences: [],
    jobId: job.jobId,
    auditId: job.auditId,
    undo: offerFor(job, undoneBy),
  };

  function sentenceOf(): string {
    if (!over) return job.because === '' ? 'Under way.' : `${job.because}.`;
    const told = toldOutcome(job, skips);
    return job.because === '' ? told : `${changedSomething(job) ? `${told} ` : ''}${job.because}`;
  }
}

export function refusedAnswer(sentence: string, differences: readonly string[], auditId: string): ApplyAnswer {
  return {
    outcome: 'refused',
    affected: 0,
    skipped: [],
    skippedTotal: 0,
    sentence,
    differences,
    jobId: null,
    auditId,
  };
}
