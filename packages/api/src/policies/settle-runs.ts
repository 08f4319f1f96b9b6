import type { Job } from '@weir/domain/jobs/job';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { pause } from '../act/act-tools.ts';
import { answerOf } from '../act/apply-answer.ts';
import { isOver } from '../act/job-desk.ts';
import { recountedSeat } from '../act/recounted-seat.ts';
import type { PolicyTools } from './policy-tools.ts';

// A job that stands still is noticed within so long.
const LOOK_EVERY_MS = 1_000;

/**
 * Waits for the job of a run and writes down what came of it; null = it is not over, because this process ends or because
 * the job waits for a person. The run stays open then, and is closed when its job is over.
 */
export async function settleRun(tools: PolicyTools, run: PolicyRun, jobId: string): Promise<PolicyRun['outcome']> {
  const { desk } = tools;
  const seat = desk.jobs.seat(jobId);
  if (seat !== undefined) {
    const ended = seat.ended.then(() => 'ended' as const);
    while (seat.job.state !== 'paused' && seat.job.state !== 'waiting') {
      if ((await Promise.race([ended, pause(LOOK_EVERY_MS)])) === 'ended') break;
    }
  }
  const job = seat?.job ?? (await desk.tools.journal.job(jobId));
  return job === undefined || !isOver(job) ? null : close(tools, run, job);
}

/**
 * What became of runs that were begun and not ended: Weir was stopped, or another Weir had the lease. A run without a job
 * never began, and never will: its fence is old. It comes again, so its time is not dealt with.
 */
export async function settleOpenRuns(tools: PolicyTools, atWork: ReadonlySet<string>): Promise<void> {
  const { book, desk } = tools;
  for (const run of await book.openRuns()) {
    if (atWork.has(run.policyId)) continue;
    const job = run.planId === null ? undefined : await desk.tools.journal.jobOfPlan(run.planId);
    if (job === undefined) {
      const none = { jobId: null, auditId: null, removed: 0, freedBytes: null, heldBy: run.heldBy };
      const sentence = 'Weir ended before this run began. Nothing was removed; it comes again.';
      await book.endRun(run.runId, { ...none, outcome: 'interrupted', sentence, endedAt: desk.tools.here() });
    } else if (isOver(job)) await close(tools, run, job);
  }
}

async function close({ desk, book }: PolicyTools, run: PolicyRun, job: Job): Promise<PolicyRun['outcome']> {
  const seat = desk.jobs.seat(job.jobId) ?? (await recountedSeat(desk.tools.journal, job));
  const { sentence } = answerOf(seat, undefined);
  const removed = job.checkpoint.done;
  const outcome = job.outcome ?? 'unknown';
  const { facts, heldBy } = run;
  // What is put aside stays in the stream.
  const perEntry =
    run.group !== null || facts === null || facts.memoryBytes === null
      ? null
      : facts.memoryBytes / Math.max(1, facts.length);
  await book.endRun(run.runId, {
    jobId: job.jobId,
    auditId: job.auditId,
    outcome,
    removed,
    freedBytes: perEntry === null ? null : Math.round(perEntry * removed),
    heldBy,
    sentence:
      heldBy === null ? [sentence, run.sentence].join(' ').trim() : `${sentence} The rest is held back by ${heldBy}.`,
    endedAt: job.endedAt ?? desk.tools.here(),
  });
  return outcome;
}
