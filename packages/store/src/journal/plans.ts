import type { Plan } from '@weir/domain/actions/plan';
import type { Database } from '../file/tables.ts';

// So long a plan that has ended can still be told from one that never was, and a set may wait for its plan.
const KEPT_MS = 3_600_000;

export async function savePlan(database: Database, plan: Plan): Promise<void> {
  const row = { plan_id: plan.planId, expires_at: plan.expiresAt, plan_json: JSON.stringify(plan) };
  await database.insertInto('plan').values(row).execute();
}

export async function findPlan(database: Database, planId: string): Promise<Plan | undefined> {
  const row = await database.selectFrom('plan').select('plan_json').where('plan_id', '=', planId).executeTakeFirst();
  // Sound: written by savePlan.
  return row === undefined ? undefined : (JSON.parse(row.plan_json) as Plan);
}

/** Forgets a plan and what it froze, unless a job was made of it. */
export async function dropPlan(database: Database, planId: string): Promise<void> {
  const job = await database.selectFrom('job').select('job_id').where('plan_id', '=', planId).executeTakeFirst();
  if (job !== undefined) return;
  await database.deleteFrom('plan').where('plan_id', '=', planId).execute();
  await database.deleteFrom('frozen').where('plan_id', '=', planId).execute();
}

/** Removes what nobody can ask for any more: plans and sets without a job, an hour after their end. */
export async function sweep(database: Database, now: number): Promise<void> {
  const before = now - KEPT_MS;
  await database
    .deleteFrom('plan')
    .where('expires_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('job').select('job_id').whereRef('job.plan_id', '=', 'plan.plan_id'))),
    )
    .execute();
  const left = await database
    .selectFrom('frozen')
    .select('plan_id')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('plan').select('plan.plan_id').whereRef('plan.plan_id', '=', 'frozen.plan_id'))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('job').select('job_id').whereRef('job.plan_id', '=', 'frozen.plan_id'))),
    )
    .groupBy('plan_id')
    .having(({ fn }) => fn.max('at'), '<', before)
    .execute();
  for (const { plan_id } of left) await database.deleteFrom('frozen').where('plan_id', '=', plan_id).execute();
}
