import type { Unread } from '../groups/unread.ts';
import type { Eta } from './eta.ts';

/** When a group was last seen to get there, in a time or already, and when not; Redis time, 0 = not yet. */
export interface EtaCourse {
  readonly catchesUpAt: number;
  readonly neverAt: number;
}

export const NO_ETA_YET: EtaCourse = { catchesUpAt: 0, neverAt: 0 };

// The shortest window of the rates: whatever contradicts each other within it is of the same minute.
const CONTRADICTS_MS = 60_000;

/** The course with what was found at `at` in it. What a group always has in passing does not show that it gets there. */
export function etaCourse(course: EtaCourse, { eta }: Eta, unread: Unread, at: number): EtaCourse {
  const isThere = unread.known && unread.value === 0;
  if (eta === 'time' || isThere) return { ...course, catchesUpAt: at };
  return eta === 'never' ? { ...course, neverAt: at } : course;
}

/**
 * What may be told of `fresh`: nothing where the same minute saw the opposite, and nothing for a group that reads in
 * batches, whose rates are those of a rest or of a run and never of both. That nothing waits is always told.
 */
export function steadyEta(fresh: Eta, { catchesUpAt, neverAt }: EtaCourse, readsInBatches: boolean): Eta {
  if (fresh.eta !== 'time' && fresh.eta !== 'never') return fresh;
  const contradicted = catchesUpAt > 0 && neverAt > 0 && Math.abs(catchesUpAt - neverAt) < CONTRADICTS_MS;
  return readsInBatches || contradicted ? { eta: 'unsure', etaMs: null } : fresh;
}
