import { TRASH_KEPT_MS } from '@weir/domain/actions/trash';
import type { Job } from '@weir/domain/jobs/job';
import type { ActTools } from '../act/act-tools.ts';

const MOST = 100;
// Redis lets go of everything in the trash after twice the time it is kept; a day more for clocks that disagree.
const ASKED_FOR_MS = 3 * TRASH_KEPT_MS;

/** The streams this connection lost to a deletion lately. */
export async function deletions({ journal, here }: ActTools, connection: string): Promise<readonly Job[]> {
  const jobs = await journal.jobs({ connection, kind: 'delete-stream', unfinished: false, limit: MOST });
  return jobs.filter(
    ({ checkpoint, endedAt }) => checkpoint.done > 0 && endedAt !== null && here() - endedAt < ASKED_FOR_MS,
  );
}
