import type { Changer, Recalled } from '@weir/domain/actions/call';
import { partAt, partJob } from '@weir/domain/actions/redrive-parts';
import type { Job } from '@weir/domain/jobs/job';
import { targetOf } from './target-of.ts';

/** Where Redis keeps a mark of a job. */
export interface MarkPlace {
  readonly job: string;
  readonly stream: string;
  readonly to: string | undefined;
}

/** All marks a job may have by now, the newest last: a redrive has one for each stream it has come to. */
export function marksOf({ jobId, stream, work, checkpoint }: Job): readonly MarkPlace[] {
  if (work.do !== 'redrive') return [{ job: jobId, stream, to: targetOf(work) }];
  const newest = partAt(work.parts, checkpoint.position)?.index ?? work.parts.length - 1;
  return work.parts.slice(0, newest + 1).map(({ to }, index) => ({ job: partJob(jobId, index), stream, to }));
}

/** What Redis remembers of the newest call of a job. */
export async function recallJob(changer: Changer, job: Job): Promise<Recalled> {
  for (const place of marksOf(job).toReversed()) {
    const recalled = await changer.recall(place.job, place.stream, place.to);
    if (recalled.found) return recalled;
  }
  return { found: false };
}
