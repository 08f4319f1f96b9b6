import { speedOf, timeLeft } from '@weir/domain/jobs/speed';
import { countedBy } from '@weir/domain/jobs/changed-something';
import type { Job } from '@weir/domain/jobs/job';
import { entries } from '@weir/domain/jobs/outcome-words';
import { slowsAbove } from '@weir/domain/jobs/pressure';
import type { JobAnswer, JobDetail } from '@weir/domain/wire/action-answers';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { ActDesk } from '../act/act-desk.ts';
import { isOver } from '../act/job-desk.ts';
import type { Seat } from '../act/seat.ts';
import { offerFor } from '../act/offer-for.ts';
import { targetOf } from '../act/target-of.ts';

/** A job as lists show it: what the journal has, with the speed this process sees. */
export function describeJob({ tools, jobs }: ActDesk, stored: Job): JobAnswer {
  const seat = jobs.seat(stored.jobId);
  const job = seat?.job ?? stored;
  const rate = seat === undefined || isOver(job) ? null : speedOf(seat.speed, tools.here());
  const { done, skipped, position, bytes } = job.checkpoint;
  return {
    jobId: job.jobId,
    kind: job.kind,
    title: job.title,
    connection: job.connection,
    stream: job.stream,
    group: job.group,
    target: targetOf(job.work) ?? null,
    actor: job.actor,
    reason: job.reason,
    state: job.state,
    because: job.because,
    outcome: job.outcome,
    counted: countedBy(job.work),
    total: job.total.count,
    totalExact: job.total.exact,
    done,
    skipped,
    failed: seat?.skips['unsure'] ?? 0,
    looked: position,
    bytes,
    rate,
    rateLimit: job.ratePerSecond,
    etaMs: isOver(job) ? null : timeLeft(job.total.count, done + skipped, rate),
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
    auditId: job.auditId,
    undoes: job.undoes === undefined ? null : { jobId: job.undoes.jobId, auditId: job.undoes.auditId },
    later: job.later,
    ...archivedOf(job),
    ifPaused: `Pause keeps what is done: ${entries(done)}. Resume goes on behind it, and nothing is done twice.`,
    ifCancelled: ifCancelled(job),
  };
}

export async function describeJobWhole(desk: ActDesk, jobId: string): Promise<JobDetail> {
  const { journal } = desk.tools;
  const job = desk.jobs.seat(jobId)?.job ?? (await journal.job(jobId));
  if (job === undefined) throw new ConsoleError('not-found', 'There is no job of that name.');
  const seat = desk.jobs.seat(jobId);
  return {
    ...describeJob(desk, job),
    undo: offerFor(job, await journal.undoOf(jobId)),
    lines: await journal.lines(jobId),
    skippedSample: seat?.sample ?? (await skippedOf(desk, jobId)),
    speed: seat === undefined ? [] : speedPoints(seat),
    targetUnread: [...(seat?.targetUnread ?? [])].map(([group, points]) => ({ group, points: [...points] })),
    slowsAbove: job.work.do === 'copy' || job.work.do === 'redrive' ? slowsAbove(job.ratePerSecond) : null,
  };
}

const SAMPLE = 100;

async function skippedOf({ tools }: ActDesk, jobId: string) {
  const skipped = [];
  for (let after = 0; skipped.length < SAMPLE;) {
    const page = await tools.journal.settled(jobId, after, 100);
    for (const call of page) skipped.push(...call.skipped);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.number;
  }
  return skipped.slice(0, SAMPLE);
}

function speedPoints({ speed }: Seat): readonly (readonly [at: number, perSecond: number])[] {
  return speed.slice(1).map((point, index) => {
    const before = speed[index];
    const seconds = before === undefined ? 0 : (point.at - before.at) / 1_000;
    return [point.at, before === undefined || seconds <= 0 ? 0 : Math.round((point.done - before.done) / seconds)];
  });
}

function archivedOf({ work, checkpoint }: Job): Pick<JobAnswer, 'archived'> {
  if (!('archive' in work) || work.archive === undefined) return {};
  const { entries, bytes, complete } = checkpoint.archived ?? { entries: 0, bytes: 0, complete: false };
  return { archived: { entries, bytes, complete } };
}

function ifCancelled({ work, checkpoint }: Job): string {
  const done = entries(checkpoint.done);
  switch (work.do) {
    case 'claim':
      return `Cancel stops for good. ${done} stay with their new consumers; the rest stay where they are.`;
    case 'acknowledge':
      return `Cancel stops for good. ${done} stay acknowledged; the rest stay pending.`;
    case 'trim':
      return `Cancel stops for good. ${done} are removed and do not come back; the rest stay.`;
    case 'dead-letter':
      return `Cancel stops for good. ${done} stay in ${work.to}; the rest stay pending.`;
    case 'redrive':
      return `Cancel stops for good. ${done} stay where they were sent back to; the rest stay here.`;
    case 'copy':
      return `Cancel stops for good. The ${done} copied so far stay in ${work.to}.`;
    case 'give-back':
    case 'put-back':
    case 'rebuild-group':
      return `Cancel stops for good. ${done} stay put back; the rest stay as they are.`;
    case 'delete-entries':
      return `Cancel stops for good. ${done} are deleted${work.archive === true ? ' and in the archive' : ''}; the rest stay.`;
    case 'restore':
      return `Cancel stops for good. The ${done} restored so far stay.`;
    case 'remove-consumer':
      return `Cancel stops for good. ${done} stay moved; the consumers stay, too.`;
    case 'add-entry':
    case 'create-consumer':
    case 'resend-entry':
    case 'create-group':
    case 'delete-stream':
    case 'restore-stream':
    case 'destroy-group':
    case 'drop-unused-group':
    case 'move-position':
      return 'Cancel stops for good; this is done in one step.';
  }
}
