import type { Policy } from '@weir/domain/policies/policy';
import type { PolicyBook } from '@weir/domain/policies/policy-book';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import type { Database } from '../file/tables.ts';
import { leaseIn } from './fence.ts';

export type ReadPolicies = Pick<
  PolicyBook,
  'policies' | 'policy' | 'runs' | 'openRuns' | 'dryRun' | 'lease' | 'heldUp'
>;

/** The reading half of the policy book. */
export function readPolicies(database: Database): ReadPolicies {
  return {
    async policies() {
      const rows = await database.selectFrom('policy').select('policy_json').orderBy('name').execute();
      return rows.map(({ policy_json }) => policyOf(policy_json));
    },

    policy: (policyId) => policyIn(database, policyId),

    async runs({ policyId, connection, stream, group, limit, before }) {
      let query = database.selectFrom('policy_run').select('run_json').orderBy('number', 'desc').limit(limit);
      if (policyId !== undefined) query = query.where('policy_id', '=', policyId);
      if (connection !== undefined) query = query.where('connection', '=', connection);
      if (stream !== undefined) query = query.where('stream', '=', stream);
      if (group !== undefined) query = query.where('stream_group', 'is', group);
      if (before !== undefined) {
        query = query.where('number', '<', ({ selectFrom }) =>
          selectFrom('policy_run as last').select('last.number').where('last.run_id', '=', before),
        );
      }
      return (await query.execute()).map(({ run_json }) => runOf(run_json));
    },

    async openRuns() {
      const open = database.selectFrom('policy_run').select('run_json').where('outcome', 'is', null);
      const rows = await open.orderBy('number').execute();
      return rows.map(({ run_json }) => runOf(run_json));
    },

    async dryRun(dryRunId) {
      const row = await database
        .selectFrom('policy_dry_run')
        .selectAll()
        .where('dry_run_id', '=', dryRunId)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { dryRunId: row.dry_run_id, fingerprint: row.fingerprint, actor: row.actor, at: row.at };
    },

    lease: () => leaseIn(database),

    async heldUp() {
      const row = await database.selectFrom('policy_hold_up').select('because').executeTakeFirst();
      return row?.because ?? null;
    },
  };
}

// Sound, both: written by writePolicies. Those of before there were two kinds are trims of whole streams.
export function policyOf(json: string): Policy {
  const policy = JSON.parse(json) as Policy;
  return { ...policy, settings: { ...policy.settings, does: policy.settings.does ?? 'trim' } as Policy['settings'] };
}

export function runOf(json: string): PolicyRun {
  const run = JSON.parse(json) as PolicyRun;
  return { ...run, group: run.group ?? null };
}

export async function policyIn(database: Database, policyId: string): Promise<Policy | undefined> {
  const row = await database
    .selectFrom('policy')
    .select('policy_json')
    .where('policy_id', '=', policyId)
    .executeTakeFirst();
  return row === undefined ? undefined : policyOf(row.policy_json);
}
