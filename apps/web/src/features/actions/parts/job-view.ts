import { ENDED } from '@weir/domain/jobs/job';
import type { JobAnswer } from '@weir/domain/wire/action-answers';

/** It has ended; nothing more is done to Redis. */
export function hasEnded({ state }: Pick<JobAnswer, 'state'>): boolean {
  return ENDED.some((ended) => ended === state);
}

/** It has ended, and nothing more will be seen of its entries either. */
export function isOver(job: Pick<JobAnswer, 'state' | 'later'>): boolean {
  return hasEnded(job) && (job.later === null || job.later.complete);
}

/** 0…1; null where the total is not known to be exact and nothing sensible can be drawn. */
export function shareDone({ done, skipped, failed, total }: JobAnswer): number | null {
  return total <= 0 ? null : Math.min((done + skipped + failed) / total, 1);
}
