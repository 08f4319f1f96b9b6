import type { Lineage } from '@weir/domain/actions/call';
import type { Checkpoint, Work } from '@weir/domain/actions/work';
import { callSize } from '@weir/domain/jobs/call-size';
import type { SettledCall } from '@weir/domain/jobs/job';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { durably } from './durably.ts';
import { checkpointOf, HISTORY_LOST, isAnother, lostHistory } from './history.ts';
import { changerOf } from './changer-of.ts';
import { recallJob } from './marks-of.ts';
import { recount } from './recounted-seat.ts';
import { become, callAfter, forJournal, note, stand, type Run } from './run.ts';
import { roleFor } from './role-for.ts';
import { restOn } from './seat.ts';

// How often a Redis that is away is asked again; the link itself comes back within 0.5 to 30 s of its own accord.
export const AWAY_MS = 500;

/**
 * What has to hold before each call: who began the job still may, and the server that answers has all the job did so far.
 * yes; no = not now, the job was made to stand or to rest; moved = it goes on from an earlier place; lost = it must end.
 */
export async function trusted(run: Run): Promise<'yes' | 'no' | 'moved' | 'lost'> {
  const { seat, tools } = run;
  if (!(await tools.stillMay(seat.job.actor, roleFor(seat.job)))) {
    await stand(run, 'waiting', `${seat.job.actor} may no longer do this. Somebody who may can cancel it.`);
    return 'no';
  }
  try {
    return await sameHistory(run);
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    // Not reachable at the moment: nothing is sent, and it is asked again.
    await become(run, 'checking', 'Redis is not there at the moment; the job goes on when it is back.');
    await restOn(seat, AWAY_MS);
    return 'no';
  }
}

async function sameHistory(run: Run): Promise<'yes' | 'no' | 'moved' | 'lost'> {
  const { seat, watch, tools } = run;
  const { jobId } = seat.job;
  const lineage = await changerOf(watch).lineage();
  const another = isAnother(seat.job.lineage, lineage);
  if (!another && !seat.acceptsLoss) {
    seat.job = { ...seat.job, lineage };
    return 'yes';
  }
  const recalled = await recallJob(changerOf(watch), seat.job);
  const { number } = seat.job.checkpoint;
  const [newest] = number === 0 ? [] : await tools.journal.settled(jobId, number - 1, 1);
  const lost = lostHistory(newest, recalled);
  if (lost && !seat.acceptsLoss) {
    await stand(run, 'waiting', HISTORY_LOST);
    return 'no';
  }
  seat.acceptsLoss = false;
  if (lost && archives(seat.job.work)) return 'lost';
  seat.job = { ...seat.job, lineage };
  if (lost) {
    await goBackTo(run, checkpointOf(await allSettled(run), recalled), lineage);
    return 'moved';
  }
  if (another) {
    await note(run, 'Redis was started anew or another server took over; everything this job did is still there.');
  }
  return 'yes';
}

/** What is in the archive was read from a history that is lost: it proves nothing about the entries there are now. */
function archives(work: Work): boolean {
  return 'archive' in work && work.archive !== undefined;
}

const PAGE = 500;

async function allSettled({ seat, tools }: Run): Promise<readonly SettledCall[]> {
  const calls: SettledCall[] = [];
  for (;;) {
    const page = await tools.journal.settled(seat.job.jobId, calls.at(-1)?.number ?? 0, PAGE);
    calls.push(...page);
    if (page.length < PAGE) return calls;
  }
}

async function goBackTo(run: Run, checkpoint: Checkpoint, lineage: Lineage): Promise<void> {
  const { seat, tools, closing } = run;
  const next = await callAfter(run, checkpoint, callSize(seat.job.ratePerSecond));
  const open = next === null ? null : forJournal(next);
  await durably(seat, closing, () =>
    tools.journal.goBack(seat.job.jobId, checkpoint, open === null ? null : { call: open, lineage }),
  );
  seat.job = { ...seat.job, checkpoint, open, lineage };
  await recount(tools.journal, seat);
  await note(run, 'Resumed by a person after history was lost; the job goes on from what Redis remembers.');
}
