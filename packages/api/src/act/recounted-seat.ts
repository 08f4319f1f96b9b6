import type { Job } from '@weir/domain/jobs/job';
import type { Journal } from '@weir/domain/jobs/journal';
import { countSkips, takeSeat, type Seat } from './seat.ts';

const PAGE = 100;

/** A seat for a job of an earlier process, with what it skipped counted again from the journal. */
export async function recountedSeat(journal: Journal, job: Job): Promise<Seat> {
  const seat = takeSeat(job);
  for (let after = 0, left = job.checkpoint.skipped; left > 0;) {
    const page = await journal.settled(job.jobId, after, PAGE);
    for (const { number, skipped } of page) {
      countSkips(seat, skipped);
      left -= skipped.length;
      after = number;
    }
    if (page.length < PAGE) break;
  }
  return seat;
}
