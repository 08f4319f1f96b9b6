import type { AuditFilter, AuditRecord, AuditTrail } from '@weir/domain/audit/audit-record';
import { csvLine } from '../export/csv-line.ts';

const PAGE = 200;
const HEAD = [
  'time',
  'action',
  'connection',
  'stream',
  'group',
  'who',
  'role',
  'from',
  'why',
  'what',
  'outcome',
  'result',
  'job',
  'record',
];

/** The audit log as text, newest first. */
export async function* auditLines(
  audit: AuditTrail,
  filter: AuditFilter,
  format: 'csv' | 'ndjson',
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(HEAD);
  for (let before: number | undefined; ;) {
    const records = await audit.records(filter, PAGE, before);
    for (const record of records) yield format === 'csv' ? asCsv(record) : `${JSON.stringify(record)}\n`;
    before = records.at(-1)?.sequence;
    if (records.length < PAGE) return;
  }
}

function asCsv({ begun, ended }: AuditRecord): string {
  return csvLine([
    new Date(begun.at).toISOString(),
    begun.action,
    begun.connection,
    begun.stream,
    begun.group,
    begun.actor,
    begun.role,
    begun.origin,
    begun.reason,
    begun.what,
    ended?.outcome ?? 'open',
    ended?.summary ?? '',
    begun.jobId,
    begun.auditId,
  ]);
}
