import type { SeenEntry } from '../actions/seen-entry.ts';
import type { Job, SettledCall } from '../jobs/job.ts';
import type { Past } from './past.ts';

/** What one call of the job did: the entries it changed, as they were before it. */
export interface DoneEntries {
  readonly entries: readonly SeenEntry[];
  /** Place in the frozen set of each, which tells what they were given to. */
  readonly places: readonly number[];
  readonly ranAt: SettledCall['ranAt'];
}

const CALLS = 100;

/**
 * Walks what a job did, call by call: its frozen set up to where it came, less what it left as it was.
 */
export async function* doneEntries(past: Past, job: Job): AsyncGenerator<DoneEntries> {
  let position = 0;
  let after = 0;
  for (;;) {
    const calls = await past.settled(job.jobId, after, CALLS);
    for (const { done, skipped, ranAt, number } of calls) {
      after = number;
      const size = done + skipped.length;
      if (size === 0) continue;
      const rows = await past.frozen(job.planId, position, size);
      const left = new Set<string>(skipped.map(({ id }) => id));
      const entries: SeenEntry[] = [];
      const places: number[] = [];
      for (const [at, row] of rows.entries()) {
        if (left.has(row.id)) continue;
        entries.push(row);
        places.push(position + at);
      }
      position += size;
      yield { entries, places, ranAt };
    }
    if (calls.length < CALLS) return;
  }
}
