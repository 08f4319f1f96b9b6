import { slotOf, tagOf } from './slots.ts';

/**
 * The key of a job's mark. `beside` is the key the job writes: in a cluster the mark lies in its slot, or no script
 * could change both at once.
 */
export function markKey(job: string, beside: Buffer, mode: 'cluster' | 'one'): string {
  return mode === 'cluster' ? `weir:job:{${tagOf(slotOf(beside))}}:${job}` : `weir:job:${job}`;
}
