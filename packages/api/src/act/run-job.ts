import type { Call, CallOutcome, CallResult } from '@weir/domain/actions/call';
import { changedBeside, changedSomething } from '@weir/domain/jobs/changed-something';
import { callSize, restAfter } from '@weir/domain/jobs/call-size';
import { outcomeOf } from '@weir/domain/jobs/outcome-words';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { closed } from './closed.ts';
import { LetGo } from './durably.ts';
import { endJob } from './end-job.ts';
import { HISTORY_LOST } from './history.ts';
import { recallJob } from './marks-of.ts';
import { createPace } from './pace.ts';
import { changerOf } from './changer-of.ts';
import { perform } from './perform.ts';
import { meaningOf } from './refusals.ts';
import { become, callAfter, stand, type Run } from './run.ts';
import { restOn } from './seat.ts';
import { settle } from './settle.ts';
import { AWAY_MS, trusted } from './trusted.ts';

/**
 * Works on one job to its end. `begun` = its open call may have run already. Rejects with LetGo alone when this process
 * ends first: the journal then has all that is needed to go on.
 */
export async function runJob(run: Run, begun: boolean): Promise<void> {
  const { seat, tools } = run;
  const pace = createPace(run);
  // The call at hand, and whether it may have run already.
  let call = await openCall(run);
  let resume = begun;
  for (;;) {
    if (run.closing()) throw new LetGo();
    if (seat.wish === 'cancel') {
      if (await cancelled(run, resume ? call : null)) return;
      continue;
    }
    if (seat.wish === 'pause') {
      await standStill(run);
      resume = true;
      continue;
    }
    // Before the end, too: what is called done has to be there.
    const trust = await trusted(run);
    if (trust === 'lost') {
      return endJob(run, 'failed', ARCHIVE_OF_ANOTHER, seat.job.checkpoint.done > 0 ? 'partial' : 'refused');
    }
    if (trust !== 'yes') {
      if (trust === 'moved') call = await openCall(run);
      resume = true;
      continue;
    }
    if (call === null)
      return endJob(run, 'done', '', outcomeOf(seat.job.checkpoint.done, seat.skips, changedBeside(seat.job)));
    await become(run, 'running', '');
    await pace.before();
    if (seat.wish !== 'run') continue;
    const startedAt = tools.monotonic();
    const outcome = await perform(run, call, resume);
    if (outcome.outcome === 'done') {
      call = await settle(run, call, outcome.result);
      resume = false;
      const ms = restAfter(outcome.result.looked, tools.monotonic() - startedAt, pace.rate());
      if (ms > 0 && seat.wish === 'run') await restOn(seat, ms);
    } else {
      if (await afterTrouble(run, call, outcome)) return;
      resume = true;
    }
  }
}

const ARCHIVE_OF_ANOTHER =
  'Redis lost some of its history, so what is archived may not be what it holds now. The archive stays; plan again to archive and remove what is there.';

/** The call the journal says was begun, else the first one. */
function openCall(run: Run): Promise<Call | null> {
  const { open, ratePerSecond, checkpoint } = run.seat.job;
  return callAfter(run, checkpoint, open?.size ?? callSize(ratePerSecond));
}

/** Brings a job to its end half way; false = Redis is away, and what the job did last cannot be told yet. */
async function cancelled(run: Run, mayHaveRun: Call | null): Promise<boolean> {
  const { seat } = run;
  if (mayHaveRun !== null) {
    // The stop sign is up: this finds out what ran, and goes no further.
    const last = await perform(run, mayHaveRun, true);
    if (last.outcome === 'done') await settle(run, mayHaveRun, await lastWord(run, mayHaveRun, last.result));
    else if (last.outcome === 'unknown' || meaningOf(last.code) === 'passing') {
      await become(run, 'checking', 'Redis is not there; what the job did last is read as soon as it is back.');
      await restOn(seat, AWAY_MS);
      return false;
    }
  }
  await endJob(run, 'cancelled', '', changedSomething(seat.job) ? 'partial' : 'refused');
  return true;
}

/** What a call did once nothing of it can be on its way any more. */
async function lastWord(run: Run, call: Call, sofar: CallResult): Promise<CallResult> {
  await closed(run);
  try {
    const recalled = await recallJob(changerOf(run.watch), run.seat.job);
    return recalled.found && recalled.number === call.number ? recalled.result : sofar;
  } catch (error) {
    if (error instanceof ConsoleError) return sofar;
    throw error;
  }
}

/** After a call that did not come to its end: true = the job is over. */
async function afterTrouble(
  run: Run,
  call: Call,
  outcome: Exclude<CallOutcome, { outcome: 'done' }>,
): Promise<boolean> {
  const { seat } = run;
  if (outcome.outcome === 'unknown') {
    await become(run, 'checking', `The reply was lost: ${outcome.because}. Checking whether it happened.`);
    await restOn(seat, AWAY_MS);
    return false;
  }
  switch (meaningOf(outcome.code)) {
    case 'passing':
      await become(run, 'checking', outcome.sentence);
      await restOn(seat, AWAY_MS);
      return false;
    case 'history':
      await stand(run, 'waiting', HISTORY_LOST);
      return false;
    case 'standing': {
      const { soFar } = outcome;
      if (soFar.done > 0 || soFar.skipped.length > 0) await settle(run, call, { ...soFar, more: false });
      await endJob(run, 'failed', outcome.sentence, changedSomething(seat.job) ? 'partial' : 'refused');
      return true;
    }
  }
}

/** Stands still until somebody wants something else. */
async function standStill(run: Run): Promise<void> {
  const { seat } = run;
  if (seat.job.state !== 'paused' && seat.job.state !== 'waiting') await become(run, 'paused', '');
  while (seat.wish === 'pause') {
    if (run.closing()) throw new LetGo();
    await restOn(seat, 60_000);
  }
}
