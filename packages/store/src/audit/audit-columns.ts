import type { AuditEntry } from '@weir/domain/audit/audit-record';
import type { AuditTable } from '../file/tables.ts';

type AuditColumns = Omit<AuditTable, 'sequence' | 'body_json' | 'previous_hash' | 'hash'>;

const NOTHING = {
  connection: null,
  stream: null,
  stream_group: null,
  actor: null,
  action: null,
  outcome: null,
  search_text: null,
};

/** What is searched by. Follows from the entry alone, so that verifying can hold one against the other. */
export function auditColumns(entry: AuditEntry): AuditColumns {
  const { type, body } = entry;
  const head = { ...NOTHING, type, audit_id: body.auditId, at: body.at };
  if (type === 'begun') {
    const { connection, stream, group, actor, action, reason, what } = body;
    const search_text = [stream, group ?? '', reason, what].join('\n').toLowerCase();
    return { ...head, connection, stream, stream_group: group, actor, action, search_text };
  }
  return type === 'ended' ? { ...head, outcome: body.outcome } : head;
}
