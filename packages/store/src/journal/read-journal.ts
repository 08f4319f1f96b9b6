import type { Skipped } from '@weir/domain/actions/call';
import type { JobLine, SettledCall } from '@weir/domain/jobs/job';
import type { Journal } from '@weir/domain/jobs/journal';
import type { Database } from '../file/tables.ts';
import { frozenSlice } from './frozen-sets.ts';
import { jobOf } from './job-row.ts';
import { findPlan } from './plans.ts';

export type ReadJournal = Pick<
  Journal,
  'plan' | 'frozen' | 'job' | 'jobOfPlan' | 'undoOf' | 'jobs' | 'lines' | 'settled'
>;

// A job that was held up for days has many; what happened lately is what is asked for.
const MOST_LINES = 1_000;

/** The reading half of the journal. */
export function readJournal(database: Database): ReadJournal {
  return {
    plan: (planId) => findPlan(database, planId),
    frozen: (planId, from, count) => frozenSlice(database, planId, from, count),

    async job(jobId) {
      const row = await database.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirst();
      return row === undefined ? undefined : jobOf(database, row);
    },

    async jobOfPlan(planId) {
      const row = await database.selectFrom('job').selectAll().where('plan_id', '=', planId).executeTakeFirst();
      return row === undefined ? undefined : jobOf(database, row);
    },

    async undoOf(jobId) {
      const row = await database
        .selectFrom('job')
        .selectAll()
        .where('undoes', '=', jobId)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : jobOf(database, row);
    },

    async jobs({ connection, kind, unfinished, limit, before }) {
      let query = database.selectFrom('job').selectAll().orderBy('number', 'desc').limit(limit);
      if (connection !== undefined) query = query.where('connection', '=', connection);
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (unfinished !== undefined) query = query.where('ended_at', unfinished ? 'is' : 'is not', null);
      if (before !== undefined) {
        query = query.where('number', '<', ({ selectFrom }) =>
          selectFrom('job as last').select('last.number').where('last.job_id', '=', before),
        );
      }
      const rows = await query.execute();
      return Promise.all(rows.map((row) => jobOf(database, row)));
    },

    async lines(jobId) {
      const rows = await database
        .selectFrom('job_line')
        .select(['at', 'level', 'text'])
        .where('job_id', '=', jobId)
        .orderBy('number', 'desc')
        .limit(MOST_LINES)
        .execute();
      // Sound: only `note` writes levels.
      return rows.toReversed().map(({ at, level, text }) => ({ at, level: level as JobLine['level'], text }));
    },

    async settled(jobId, after, limit) {
      const rows = await database
        .selectFrom('settled')
        .selectAll()
        .where('job_id', '=', jobId)
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map(({ number, at, done, first_id, last_id, skipped_json, ran_at_json }) => ({
        number,
        at,
        done,
        firstId: first_id,
        lastId: last_id,
        // Sound, both: written by `settle`.
        skipped: JSON.parse(skipped_json) as Skipped[],
        ...(ran_at_json === null ? {} : { ranAt: JSON.parse(ran_at_json) as NonNullable<SettledCall['ranAt']> }),
      }));
    },
  };
}
