import { ENDED } from '@weir/domain/jobs/job';
import type { JobAnswer } from '@weir/domain/wire/action-answers';

/** It has ended; nothing more is done to Redis. */
export function hasEnded({ state }: Pick<JobAnswer, 'state'>): boolean {
  return ENDED.some((ended) => ended === state);
}

/** The first look at claimed entries comes within this time of the end; later there is none to come. */
const FIRST_LOOK_MS = 15_000;

/** What becomes of its entries is still being watched. `now` is the time of the machine Weir runs on, epoch ms. */
export function isWatched({ kind, state, later, endedAt }: Watched, now: number): boolean {
  if (kind !== 'claim' || state !== 'done') return false;
  return later === null ? endedAt !== null && now - endedAt < FIRST_LOOK_MS : !later.complete;
}

type Watched = Pick<JobAnswer, 'kind' | 'state' | 'later' | 'endedAt'>;

/** It has ended, and nothing more will be seen of its entries either. */
export function isOver(job: Watched, now: number): boolean {
  return hasEnded(job) && !isWatched(job, now);
}

/** 0…1; null where the total is not known to be exact and nothing sensible can be drawn. */
export function shareDone({ done, skipped, failed, total }: JobAnswer): number | null {
  return total <= 0 ? null : Math.min((done + skipped + failed) / total, 1);
}
