import { ConsoleError } from '@weir/domain/errors/console-error';
import { ENDED, type Job } from '@weir/domain/jobs/job';
import type { Journal } from '@weir/domain/jobs/journal';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, JobTable } from '../file/tables.ts';
import { holdFence } from '../policies/fence.ts';
import { addFrozen } from './frozen-sets.ts';
import { callText, rowOf } from './job-row.ts';
import { dropPlan, savePlan } from './plans.ts';
import type { ReadJournal } from './read-journal.ts';

export type WriteJournal = Omit<Journal, keyof ReadJournal>;

/** The writing half of the journal; each method runs in the transaction that `database` is. */
export function writeJournal(database: Database, now: number): WriteJournal {
  const update = (jobId: string, set: Partial<Omit<JobTable, 'number'>>) => updateUnfinished(database, jobId, set);
  return {
    savePlan: (plan) => savePlan(database, plan),
    freeze: (planId, entries) => addFrozen(database, planId, entries, now),
    dropPlan: (planId) => dropPlan(database, planId),

    async begin(job, audit, fence) {
      if (fence !== undefined) await holdFence(database, fence);
      await refuseSecond(database, job);
      await holdPlan(database, job.planId);
      await database.insertInto('job').values(rowOf(job)).execute();
      await appendAudit(database, { type: 'begun', body: audit });
    },

    intend: (jobId, call, lineage) =>
      update(jobId, { open_json: callText(call), lineage_json: JSON.stringify(lineage) }),

    async settle(jobId, { number, at, done, firstId, lastId, skipped, ranAt }, checkpoint, next) {
      const row = { job_id: jobId, number, at, done, first_id: firstId, last_id: lastId };
      await update(jobId, {
        checkpoint_json: JSON.stringify(checkpoint),
        open_json: callText(next?.call ?? null),
        ...(next === null ? {} : { lineage_json: JSON.stringify(next.lineage) }),
      });
      await database
        .insertInto('settled')
        .values({
          ...row,
          skipped_json: JSON.stringify(skipped),
          ran_at_json: ranAt === undefined ? null : JSON.stringify(ranAt),
        })
        .execute();
    },

    async goBack(jobId, checkpoint, next) {
      await update(jobId, {
        checkpoint_json: JSON.stringify(checkpoint),
        open_json: callText(next?.call ?? null),
        ...(next === null ? {} : { lineage_json: JSON.stringify(next.lineage) }),
      });
      // What these did is lost in Redis, and their numbers come again.
      await database
        .deleteFrom('settled')
        .where('job_id', '=', jobId)
        .where('number', '>', checkpoint.number)
        .execute();
    },

    async setState(jobId, state, because) {
      if (ENDED.some((ended) => ended === state)) throw new ConsoleError('internal', 'A job ends through its ending.');
      await update(jobId, { state, because });
      if (state !== 'running') return;
      await database
        .updateTable('job')
        .set({ started_at: now })
        .where('job_id', '=', jobId)
        .where('started_at', 'is', null)
        .execute();
    },

    setRate: (jobId, ratePerSecond) => update(jobId, { rate_per_second: ratePerSecond }),

    async end(jobId, state, because, outcome, audit) {
      await update(jobId, { state, because, outcome, ended_at: now, open_json: null });
      await appendAudit(database, { type: 'ended', body: audit });
    },

    async later(jobId, finding) {
      await database
        .updateTable('job')
        .set({ later_json: JSON.stringify(finding) })
        .where('job_id', '=', jobId)
        .execute();
    },

    async note(jobId, { at, level, text }) {
      await database.insertInto('job_line').values({ job_id: jobId, at, level, text }).execute();
    },
  };
}

/** Whoever drops a plan while it is applied takes what it froze with it; behind this a job keeps both. */
async function holdPlan(database: Database, planId: string): Promise<void> {
  const plan = await database.selectFrom('plan').select('plan_id').where('plan_id', '=', planId).executeTakeFirst();
  if (plan === undefined) throw new ConsoleError('not-found', 'This plan is no longer there. Make it again.');
}

async function refuseSecond(database: Database, { planId, connection, stream, kind }: Job): Promise<void> {
  const made = await database.selectFrom('job').select('job_id').where('plan_id', '=', planId).executeTakeFirst();
  if (made !== undefined) {
    throw new ConsoleError('refused', `This plan was applied already: look at job ${made.job_id}.`);
  }
  const running = await database
    .selectFrom('job')
    .select(['job_id', 'fixed_json'])
    .where('connection', '=', connection)
    .where('stream', '=', stream)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (running === undefined) return;
  // Sound: written by rowOf.
  const { title } = JSON.parse(running.fixed_json) as Job;
  throw new ConsoleError(
    'busy',
    `“${title}” is at work on this stream already (job ${running.job_id}): wait for it to end, or cancel it.`,
  );
}

async function updateUnfinished(
  database: Database,
  jobId: string,
  set: Partial<Omit<JobTable, 'number'>>,
): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable('job')
    .set(set)
    .where('job_id', '=', jobId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  const job = await database.selectFrom('job').select('state').where('job_id', '=', jobId).executeTakeFirst();
  if (job === undefined) throw new ConsoleError('not-found', `There is no job ${jobId}.`);
  throw new ConsoleError('refused', `Job ${jobId} has ended (${job.state}): nothing more is written to it.`);
}
