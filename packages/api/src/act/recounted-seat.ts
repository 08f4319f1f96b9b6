import type { Job } from '@weir/domain/jobs/job';
import type { Journal } from '@weir/domain/jobs/journal';
import { countSkips, takeSeat, type Seat } from './seat.ts';

const PAGE = 100;

/** A seat for a job of an earlier process, with what it skipped counted again from the journal. */
export async function recountedSeat(journal: Journal, job: Job): Promise<Seat> {
  const seat = takeSeat(job);
  await recount(journal, seat);
  return seat;
}

/** Counts the skipped entries of a job again, up to its checkpoint. */
export async function recount(journal: Journal, seat: Seat): Promise<void> {
  const { jobId, checkpoint } = seat.job;
  seat.skips = {};
  seat.sample.length = 0;
  for (let after = 0, left = checkpoint.skipped; left > 0;) {
    const page = await journal.settled(jobId, after, PAGE);
    for (const { number, skipped } of page) {
      countSkips(seat, skipped);
      left -= skipped.length;
      after = number;
    }
    if (page.length < PAGE) break;
  }
}
