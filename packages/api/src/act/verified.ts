import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { Work } from '@weir/domain/actions/work';
import { unknown } from '@weir/domain/known/known';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { LetGo } from './durably.ts';
import { changerOf } from './changer-of.ts';
import { recallJob } from './marks-of.ts';
import { become, type Run } from './run.ts';
import { restOn } from './seat.ts';
import { AWAY_MS } from './trusted.ts';

/**
 * Reads back what a finished job should have left behind. '' = it is there; otherwise a sentence on what is not. A Redis
 * that is away is waited for.
 */
export async function verified(run: Run): Promise<string> {
  for (;;) {
    try {
      return await readBack(run);
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      // Not for this account to see, or not there any more: waiting does not help.
      if (!['not-connected', 'timed-out', 'busy'].includes(error.reason))
        return `It could not be read back: ${error.sentence}`;
      if (run.closing()) throw new LetGo();
      await become(run, 'checking', 'Redis is not there; what was done is read back as soon as it is.');
      await restOn(run.seat, AWAY_MS);
    }
  }
}

// What these did to entries is in the hands of consumers by now; the mark says that it ran.
const BY_MARK_ALONE: ReadonlySet<Work['do']> = new Set([
  'acknowledge',
  'add-entry',
  'claim',
  'copy',
  // Its name may be taken again already.
  'delete-stream',
  'dead-letter',
  'give-back',
  'put-back',
  'redrive',
  'resend-entry',
  'restore',
]);

async function readBack(run: Run): Promise<string> {
  const { seat, watch } = run;
  const { stream, work, checkpoint } = seat.job;
  const recalled = await recallJob(changerOf(watch), seat.job);
  if (checkpoint.number > 0 && (!recalled.found || recalled.number !== checkpoint.number)) {
    return 'Redis does not remember the last step of this job; read the stream before you rely on it.';
  }
  if (BY_MARK_ALONE.has(work.do) || checkpoint.number === 0) return '';
  if (work.do === 'delete-entries') return stillThere(run);
  const facts = await watch.gateway.look.stream(stream);
  if (typeof facts === 'string') return 'The stream was gone when it was read back.';
  if (work.do === 'trim') {
    const ahead =
      checkpoint.reached !== null && facts.firstId !== null && compareEntryIds(facts.firstId, checkpoint.reached) < 0;
    return ahead ? 'The stream begins before the entry it should begin with.' : '';
  }
  if (work.do === 'destroy-group' || work.do === 'drop-unused-group') {
    return facts.groups.some(({ group }) => group === work.group) ? `${work.group} is there again.` : '';
  }
  if (!('group' in work)) return '';
  return facts.groups.some(({ group }) => group === work.group) ? '' : `${work.group} was gone when it was read back.`;
}

// The first ones and the last: a script that ran told of each of them already.
const READ_BACK = 500;

async function stillThere({ seat, watch, tools }: Run): Promise<string> {
  const { planId, stream, work, checkpoint } = seat.job;
  if (work.do !== 'delete-entries' || checkpoint.position < work.count) return '';
  const facts = await watch.gateway.look.stream(stream);
  if (typeof facts === 'string') return '';
  const unsure = { ...facts, maxDeletedId: unknown('not asked') };
  const froms = [0, Math.max(0, work.count - READ_BACK)];
  for (const from of new Set(froms)) {
    const ids = (await tools.journal.frozen(planId, from, READ_BACK)).map(({ id }) => id);
    const missing = await watch.gateway.look.missing(stream, unsure, ids);
    if (missing.size < ids.length)
      return `${ids.length - missing.size} of the deleted entries were there when it was read back.`;
  }
  return '';
}
