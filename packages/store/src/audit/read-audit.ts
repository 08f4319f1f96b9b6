import type { AuditEntry, AuditNote, AuditRecord, AuditTrail } from '@weir/domain/audit/audit-record';
import type { Database } from '../file/tables.ts';
import { readAnchor } from './anchor.ts';
import { begunMatching } from './begun-matching.ts';
import { verifyChain } from './verify-chain.ts';

/** The reading half of the audit trail. */
export function readAudit(database: Database, anchorPath: string): Omit<AuditTrail, 'add'> {
  return {
    async record(auditId) {
      return (await recordsOf(database, [auditId]))[0];
    },
    async records(filter, limit, before) {
      let query = begunMatching(database, filter).select('begun.audit_id').orderBy('begun.sequence', 'desc');
      if (before !== undefined) query = query.where('begun.sequence', '<', before);
      const rows = await query.limit(limit).execute();
      const records = await recordsOf(
        database,
        rows.map(({ audit_id }) => audit_id),
      );
      return records.toSorted((a, b) => b.sequence - a.sequence);
    },
    async count(filter) {
      const query = begunMatching(database, filter).select(({ fn }) => fn.countAll<number>().as('count'));
      return (await query.executeTakeFirstOrThrow()).count;
    },
    // The anchor first: the chain may grow behind it meanwhile.
    verify: () => verifyChain(database, readAnchor(anchorPath)),
  };
}

async function recordsOf(database: Database, auditIds: readonly string[]): Promise<AuditRecord[]> {
  if (auditIds.length === 0) return [];
  const rows = await database
    .selectFrom('audit')
    .select(['sequence', 'body_json'])
    .where('audit_id', 'in', auditIds)
    .orderBy('sequence')
    .execute();
  const records = new Map<string, AuditRecord & { later: AuditNote[] }>();
  for (const { sequence, body_json } of rows) {
    // Sound: only appendAudit writes here, and it writes entries.
    const { type, body } = JSON.parse(body_json) as AuditEntry;
    const record = records.get(body.auditId);
    if (type === 'begun') records.set(body.auditId, { sequence, begun: body, ended: null, later: [] });
    else if (record === undefined) continue;
    else if (type === 'ended') records.set(body.auditId, { ...record, ended: body });
    else record.later.push(body);
  }
  return [...records.values()];
}
