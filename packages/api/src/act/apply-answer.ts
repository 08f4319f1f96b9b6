import { outcomeSentence } from '@weir/domain/jobs/outcome-words';
import type { ApplyAnswer } from '@weir/domain/wire/action-answers';
import { isOver } from './job-desk.ts';
import type { Seat } from './seat.ts';

export function answerOf({ job, skips, sample }: Seat): ApplyAnswer {
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
  };

  function sentenceOf(): string {
    if (!over) return job.because === '' ? 'Under way.' : `${job.because}.`;
    const told = outcomeSentence(job.kind, job.checkpoint.done, skips);
    return job.because === '' ? told : `${job.checkpoint.done > 0 ? `${told} ` : ''}${job.because}`;
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
