import { ConsoleError } from '@weir/domain/errors/console-error';
import { leaseFor } from '@weir/domain/policies/lease';
import type { Policy } from '@weir/domain/policies/policy';
import type { PolicyBook } from '@weir/domain/policies/policy-book';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../file/tables.ts';
import { holdFence, keepLease, leaseIn } from './fence.ts';
import { policyIn, type ReadPolicies, runOf } from './read-policies.ts';

export type WritePolicies = Omit<PolicyBook, keyof ReadPolicies>;

// Five days of a run every quarter of an hour.
const RUNS_KEPT = 500;
// What a run compares itself with is what was before on the same stream, of however many the policy is for.
const OF_EACH_KEPT = 40;
const DRY_RUN_KEPT_MS = 86_400_000;

/** The writing half of the policy book; each method runs in the transaction that `database` is. */
export function writePolicies(database: Database, now: number): WritePolicies {
  return {
    async savePolicy(policy, audit) {
      const { policyId, settings } = policy;
      const { connection, name } = settings;
      const other = await database
        .selectFrom('policy')
        .select('policy_id')
        .where('connection', '=', connection)
        .where('name', '=', name)
        .executeTakeFirst();
      if (other !== undefined && other.policy_id !== policyId) {
        throw new ConsoleError('refused', `There is a policy called “${name}” already. Give this one another name.`);
      }
      const row = { connection, name, policy_json: JSON.stringify(policy) };
      await database
        .insertInto('policy')
        .values({ policy_id: policyId, ...row })
        .onConflict((conflict) => conflict.column('policy_id').doUpdateSet(row))
        .execute();
      for (const entry of audit) await appendAudit(database, entry);
    },

    async stopPolicy(policyId, fingerprint, because, audit) {
      const policy = await policyIn(database, policyId);
      if (policy?.state !== 'on' || policy.fingerprint !== fingerprint) return false;
      await putJson(database, { ...policy, state: 'stopped', because });
      for (const entry of audit) await appendAudit(database, entry);
      return true;
    },

    async removePolicy(policyId, audit) {
      const { numDeletedRows } = await database
        .deleteFrom('policy')
        .where('policy_id', '=', policyId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw new ConsoleError('not-found', 'The policy is not there any more.');
      for (const entry of audit) await appendAudit(database, entry);
    },

    async saveDryRun({ dryRunId, fingerprint, actor, at }) {
      await database
        .deleteFrom('policy_dry_run')
        .where('at', '<', now - DRY_RUN_KEPT_MS)
        .execute();
      await database.insertInto('policy_dry_run').values({ dry_run_id: dryRunId, fingerprint, actor, at }).execute();
    },

    async takeLease(holder, forMs) {
      const lease = leaseFor(await leaseIn(database), holder, now, forMs);
      if (lease !== null) await keepLease(database, lease);
      return lease;
    },

    async holdUp(because) {
      await database.deleteFrom('policy_hold_up').execute();
      if (because !== null) await database.insertInto('policy_hold_up').values({ because }).execute();
    },

    async addRun(run, fence) {
      await holdFence(database, fence);
      await refuseSecond(database, run);
      if (run.outcome === null) await holdPolicy(database, run);
      await database.insertInto('policy_run').values(rowOf(run)).execute();
      await forgetOld(database, run);
    },

    async endRun(runId, ending) {
      const row = await database
        .selectFrom('policy_run')
        .select(['run_json', 'outcome'])
        .where('run_id', '=', runId)
        .executeTakeFirst();
      if (row === undefined) throw new ConsoleError('not-found', 'There is no run of that name.');
      if (row.outcome !== null) throw new ConsoleError('refused', 'This run is over already.');
      const { run_json, outcome } = rowOf({ ...runOf(row.run_json), ...ending });
      await database.updateTable('policy_run').set({ run_json, outcome }).where('run_id', '=', runId).execute();
    },

    async dealtWith(policyId, dueAt, fence) {
      await holdFence(database, fence);
      const policy = await policyIn(database, policyId);
      // Removed meanwhile, or switched on again later than that: nothing is owed.
      if (policy === undefined || policy.dealtWith >= dueAt) return;
      await putJson(database, { ...policy, dealtWith: dueAt });
    },
  };
}

/** Of a policy that is there, with the name it has. */
async function putJson(database: Database, policy: Policy): Promise<void> {
  const policy_json = JSON.stringify(policy);
  await database.updateTable('policy').set({ policy_json }).where('policy_id', '=', policy.policyId).execute();
}

/** A run was planned from the policy as it was; somebody may have switched it off since. */
async function holdPolicy(database: Database, { policyId, fingerprint }: PolicyRun): Promise<void> {
  const policy = await policyIn(database, policyId);
  if (policy?.state === 'on' && policy.fingerprint === fingerprint) return;
  throw new ConsoleError('busy', 'The policy was switched off, changed or removed meanwhile. Nothing was begun.');
}

function rowOf(run: PolicyRun) {
  return {
    run_id: run.runId,
    policy_id: run.policyId,
    connection: run.connection,
    stream: run.stream,
    stream_group: run.group,
    due_at: run.dueAt,
    outcome: run.outcome,
    run_json: JSON.stringify(run),
  };
}

async function refuseSecond(database: Database, { policyId, stream, group, dueAt }: PolicyRun): Promise<void> {
  const same = await database
    .selectFrom('policy_run')
    .select('run_id')
    .where('policy_id', '=', policyId)
    .where('stream', '=', stream)
    .where('stream_group', 'is', group)
    .where('due_at', '=', dueAt)
    .where(({ eb, or }) => or([eb('outcome', 'is', null), eb('outcome', '<>', 'interrupted')]))
    .executeTakeFirst();
  if (same !== undefined) throw new ConsoleError('busy', 'This policy ran on the stream for this time already.');
}

async function forgetOld(database: Database, { policyId, stream, group }: PolicyRun): Promise<void> {
  const runs = database.selectFrom('policy_run').select('number').where('policy_id', '=', policyId);
  const newest = runs.orderBy('number', 'desc').limit(1);
  const old = await newest.offset(RUNS_KEPT).executeTakeFirst();
  if (old === undefined) return;
  const ofIt = newest.where('stream', '=', stream).where('stream_group', 'is', group);
  const oldHere = await ofIt.offset(OF_EACH_KEPT).executeTakeFirst();
  if (oldHere === undefined) return;
  await database
    .deleteFrom('policy_run')
    .where('policy_id', '=', policyId)
    .where('stream', '=', stream)
    .where('stream_group', 'is', group)
    .where('number', '<=', Math.min(old.number, oldHere.number))
    .where('outcome', 'is not', null)
    .execute();
}
