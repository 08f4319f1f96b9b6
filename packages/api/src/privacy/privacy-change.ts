import { leftPending } from '@weir/domain/actions/left-pending';
import type { Plan } from '@weir/domain/actions/plan';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Job } from '@weir/domain/jobs/job';
import type { PrivacyChange } from '@weir/domain/wire/privacy-answers';
import type { ActTools } from '../act/act-tools.ts';
import { sha256 } from '../act/fingerprint.ts';
import { findWatch } from '../connections/find-watch.ts';

const FROZEN_AT_ONCE = 20_000;
const CALLS_AT_ONCE = 500;
const MISSING_AT_ONCE = 1_000;

/** What came of the plan, and what Redis says of it now. */
export async function privacyChange(tools: ActTools, plan: Plan): Promise<PrivacyChange | null> {
  const job = await tools.journal.jobOfPlan(plan.planId);
  if (job === undefined) return null;
  const { behind, skipped } = await resultsOf(tools, job);
  const left = new Set<string>(skipped.map(({ id }) => id));
  const ids: EntryId[] = [];
  for (let from = 0; from < behind; from += FROZEN_AT_ONCE) {
    const some = await tools.journal.frozen(plan.planId, from, Math.min(FROZEN_AT_ONCE, behind - from));
    for (const { id } of some) if (!left.has(id)) ids.push(id);
  }
  return {
    jobId: job.jobId,
    auditId: job.auditId,
    actor: job.actor,
    reason: job.reason,
    state: job.state,
    outcome: job.outcome,
    endedAt: job.endedAt,
    deleted: ids.length,
    deletedSha256: await sha256(ids.map((id) => `${id}\n`).join('')),
    deletedIds: ids,
    skipped,
    checked: await checked(tools, plan, ids),
    keptIn: job.checkpoint.archived?.complete === true ? job.jobId : null,
  };
}

/** How much of the frozen set is behind the job, and what of it was left as it is. */
async function resultsOf({ journal }: ActTools, { jobId }: Job) {
  const skipped: PrivacyChange['skipped'][number][] = [];
  let behind = 0;
  for (let after = 0; ;) {
    const calls = await journal.settled(jobId, after, CALLS_AT_ONCE);
    for (const call of calls) {
      behind += call.done + call.skipped.length;
      for (const { id, reason } of call.skipped) skipped.push({ id, reason });
      after = call.number;
    }
    if (calls.length < CALLS_AT_ONCE) return { behind, skipped };
  }
}

async function checked(tools: ActTools, plan: Plan, ids: readonly EntryId[]): Promise<PrivacyChange['checked']> {
  try {
    const { look } = findWatch(tools.watches, plan.connection).gateway;
    const facts = await look.stream(plan.stream);
    const at = await look.now();
    if (typeof facts === 'string')
      return { at, stillThere: 0, groups: [], because: 'The stream is not there any more.' };
    let gone = 0;
    for (let from = 0; from < ids.length; from += MISSING_AT_ONCE) {
      gone += (await look.missing(plan.stream, facts, ids.slice(from, from + MISSING_AT_ONCE))).size;
    }
    // What was deleted was read already or is not read any more; what counts now is what is pending.
    const groups = await leftPending(look, facts, ids, { aborted: false });
    return { at, stillThere: ids.length - gone, groups, because: '' };
  } catch (error) {
    if (!(error instanceof ConsoleError)) throw error;
    return { at: null, stillThere: null, groups: [], because: error.sentence };
  }
}
