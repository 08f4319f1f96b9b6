import type { Job } from '@weir/domain/jobs/job';
import type { SpeedPoint } from '@weir/domain/jobs/speed';
import type { SkipCounts } from '@weir/domain/jobs/outcome-words';
import type { SkipReason, Skipped } from '@weir/domain/actions/call';

export type Wish = 'run' | 'pause' | 'cancel';

/** A job that this process works on, and what people want of it. */
export interface Seat {
  /** As the journal has it. */
  job: Job;
  wish: Wish;
  /** Said by a person of a job that waits because history was lost: go on from what Redis has. */
  acceptsLoss: boolean;
  /** Asked between two steps of a call. */
  readonly stop: { aborted: boolean };
  /** Ends the rest between two calls. */
  wake: () => void;
  skips: SkipCounts;
  readonly sample: Skipped[];
  readonly speed: SpeedPoint[];
  readonly targetUnread: Map<string, [at: number, unread: number | null][]>;
  /** Resolves when the job is over, or when this process lets go of it. */
  ended: Promise<void>;
}

const SAMPLE = 100;
const POINTS = 300;

export function takeSeat(job: Job): Seat {
  return {
    job,
    wish: job.state === 'paused' || job.state === 'waiting' ? 'pause' : 'run',
    acceptsLoss: false,
    stop: { aborted: false },
    wake: () => undefined,
    skips: {},
    sample: [],
    speed: [],
    targetUnread: new Map(),
    ended: Promise.resolve(),
  };
}

export function wish(seat: Seat, wanted: Wish): void {
  seat.wish = wanted;
  seat.stop.aborted = wanted !== 'run';
  seat.wake();
}

/** Rests for `ms`, or until somebody wants something. */
export function restOn(seat: Seat, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    seat.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

export function countSkips(seat: Seat, skipped: readonly Skipped[]): void {
  const counts: Partial<Record<SkipReason, number>> = { ...seat.skips };
  for (const { reason } of skipped) counts[reason] = (counts[reason] ?? 0) + 1;
  seat.skips = counts;
  seat.sample.push(...skipped.slice(0, SAMPLE - seat.sample.length));
}

export function pointOf(seat: Seat, at: number): void {
  if (at - (seat.speed.at(-1)?.at ?? -Infinity) < 250) return;
  seat.speed.push({ at, done: seat.job.checkpoint.done });
  if (seat.speed.length > POINTS) seat.speed.splice(0, seat.speed.length - POINTS);
}
