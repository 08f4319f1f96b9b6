import { become, type Run } from './run.ts';
import { LetGo } from './durably.ts';
import { changerOf } from './changer-of.ts';
import { marksOf, type MarkPlace } from './marks-of.ts';
import { meaningOf } from './refusals.ts';
import { restOn } from './seat.ts';
import { AWAY_MS } from './trusted.ts';

/**
 * Closes the job's marks, so that nothing that was sent and is still on its way changes anything behind its end. Comes
 * back once Redis has done it, or has said that it may not.
 */
export async function closed(run: Run): Promise<void> {
  for (const place of marksOf(run.seat.job)) await closeOne(run, place);
}

async function closeOne(run: Run, { job, stream, to }: MarkPlace): Promise<void> {
  const { seat, watch } = run;
  for (;;) {
    const outcome = await changerOf(watch).close(job, stream, to);
    if (outcome.outcome === 'done') return;
    if (outcome.outcome === 'refused' && meaningOf(outcome.code) !== 'passing') return;
    if (run.closing()) throw new LetGo();
    await become(run, 'checking', 'Redis is not there; the job ends as soon as it is back.');
    await restOn(seat, AWAY_MS);
  }
}
