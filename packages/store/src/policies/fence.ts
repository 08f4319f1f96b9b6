import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Fence, Lease } from '@weir/domain/policies/lease';
import type { Database } from '../file/tables.ts';

// One lease for all policies: they are few, and who runs them is one question.
const LEASE = 'policies';

export async function leaseIn(database: Database): Promise<Lease | undefined> {
  const row = await database.selectFrom('policy_lease').selectAll().where('name', '=', LEASE).executeTakeFirst();
  return row === undefined ? undefined : { holder: row.holder, token: row.token, until: row.until_at };
}

export async function keepLease(database: Database, { holder, token, until }: Lease): Promise<void> {
  const row = { holder, token, until_at: until };
  await database
    .insertInto('policy_lease')
    .values({ name: LEASE, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/**
 * Refuses what comes late. Asked inside the transaction of the step it protects: between the answer and the step nobody else
 * can be given the lease.
 */
export async function holdFence(database: Database, { token }: Fence): Promise<void> {
  const lease = await leaseIn(database);
  if (lease?.token === token) return;
  throw new ConsoleError('busy', 'Another Weir runs the policies by now. This run came too late and did nothing.');
}
