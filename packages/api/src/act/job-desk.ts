import type { AuditBeginning } from '@weir/domain/audit/audit-record';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { ENDED, type Job } from '@weir/domain/jobs/job';
import type { Fence } from '@weir/domain/policies/lease';
import { type ActTools, pause } from './act-tools.ts';
import { LetGo } from './durably.ts';
import { recountedSeat } from './recounted-seat.ts';
import { runJob } from './run-job.ts';
import { type Seat, takeSeat, wish } from './seat.ts';

/** The jobs this process works on. Everything a person can want of a running job goes through here. */
export interface JobDesk {
  /** Writes the job down and starts it; it has not been in anybody's hands before. */
  start(job: Job, audit: AuditBeginning, fence?: Fence): Promise<Seat>;
  /** Takes up what an earlier process left unfinished. */
  takeUp(): Promise<void>;
  seat(jobId: string): Seat | undefined;
  pause(jobId: string): Promise<Job>;
  resume(jobId: string): Promise<Job>;
  cancel(jobId: string): Promise<Job>;
  setRate(jobId: string, ratePerSecond: number | null): Promise<Job>;
  /** Lets go of all jobs after their running step; resolves when none is worked on any more. */
  close(): Promise<void>;
}

// Finished jobs stay at hand for the page that watches them; then the journal alone has them.
const KEPT_MS = 10 * 60_000;
const TAKEN_UP_WITHIN_MS = 5_000;

export function createJobDesk(tools: ActTools): JobDesk {
  const seats = new Map<string, Seat>();
  const takenUp = Promise.withResolvers<void>();
  let closing = false;

  function work(seat: Seat, begun: boolean): Seat {
    const { job } = seat;
    seats.set(job.jobId, seat);
    const watch = tools.watches.get(job.connection);
    // The connection left the settings: the job waits in the journal until it is back or cancelled.
    if (watch === undefined || watch.gateway.changer === undefined) return seat;
    seat.ended = runJob({ tools, watch, seat, closing: () => closing }, begun)
      .catch((fault: unknown) => {
        if (!(fault instanceof LetGo)) tools.onFault(fault);
      })
      .finally(() => forgetLater(seats, seat));
    return seat;
  }

  /** A console that has just started is asked before it has taken up all that was left unfinished. */
  async function seatOf(jobId: string): Promise<Seat> {
    const seat = seats.get(jobId);
    if (seat !== undefined) return seat;
    const job = await tools.journal.job(jobId);
    if (job === undefined) throw new ConsoleError('not-found', 'There is no job of that name.');
    if (isOver(job)) return takeSeat(job);
    await Promise.race([takenUp.promise, pause(TAKEN_UP_WITHIN_MS)]);
    const taken = seats.get(jobId);
    if (taken === undefined)
      throw new ConsoleError('busy', 'Weir has not taken up this job yet. Try again in a moment.');
    return taken;
  }

  async function wanted(jobId: string, change: (seat: Seat) => void): Promise<Job> {
    const seat = await seatOf(jobId);
    if (isOver(seat.job)) throw new ConsoleError('refused', `This job is over: it is ${seat.job.state}.`);
    change(seat);
    return seat.job;
  }

  return {
    async start(job, audit, fence) {
      await tools.journal.begin(job, audit, fence);
      return work(takeSeat(job), false);
    },
    async takeUp() {
      for (const job of await tools.journal.jobs({ unfinished: true, limit: 1_000 })) {
        if (!seats.has(job.jobId)) work(await recountedSeat(tools.journal, job), true);
      }
      takenUp.resolve();
    },
    seat: (jobId) => seats.get(jobId),
    pause: (jobId) => wanted(jobId, (seat) => wish(seat, 'pause')),
    resume: (jobId) =>
      wanted(jobId, (seat) => {
        if (seat.job.state === 'waiting') seat.acceptsLoss = true;
        wish(seat, 'run');
      }),
    cancel: (jobId) => wanted(jobId, (seat) => wish(seat, 'cancel')),
    async setRate(jobId, ratePerSecond) {
      const job = await wanted(jobId, () => undefined);
      await tools.journal.setRate(job.jobId, ratePerSecond);
      return wanted(jobId, (seat) => {
        seat.job = { ...seat.job, ratePerSecond };
        seat.wake();
      });
    },
    async close() {
      closing = true;
      const all = [...seats.values()];
      for (const seat of all) {
        seat.stop.aborted = true;
        seat.wake();
      }
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

export function isOver(job: Job): boolean {
  return ENDED.some((state) => state === job.state);
}

function forgetLater(seats: Map<string, Seat>, seat: Seat): void {
  setTimeout(() => seats.delete(seat.job.jobId), KEPT_MS);
}
