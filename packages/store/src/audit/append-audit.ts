import { createHash } from 'node:crypto';
import type { AuditEntry } from '@weir/domain/audit/audit-record';
import { canonicalJson } from '@weir/domain/audit/canonical-json';
import type { Database } from '../file/tables.ts';
import { type Anchor, GENESIS } from './anchor.ts';
import { auditColumns } from './audit-columns.ts';

/** Adds one entry behind the last one; to be called inside the transaction it belongs to. Tells the new end. */
export async function appendAudit(database: Database, entry: AuditEntry): Promise<Anchor> {
  const last = await lastOf(database);
  const body_json = canonicalJson(entry);
  const next = { sequence: last.sequence + 1, hash: chainHash(last.hash, body_json) };
  await database
    .insertInto('audit')
    .values({ ...next, previous_hash: last.hash, body_json, ...auditColumns(entry) })
    .execute();
  return next;
}

export async function lastOf(database: Database): Promise<Anchor> {
  const last = await database
    .selectFrom('audit')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? GENESIS;
}

export function chainHash(previousHash: string, bodyJson: string): string {
  return createHash('sha256').update(previousHash).update(bodyJson).digest('hex');
}
