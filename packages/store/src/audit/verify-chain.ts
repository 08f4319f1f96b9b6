import { setImmediate as pause } from 'node:timers/promises';
import type { AuditEntry, AuditVerdict } from '@weir/domain/audit/audit-record';
import type { Selectable } from 'kysely';
import type { AuditTable, Database } from '../file/tables.ts';
import { type Anchor, GENESIS } from './anchor.ts';
import { chainHash } from './append-audit.ts';
import { auditColumns } from './audit-columns.ts';

// A page is a few ms of reading and hashing; between two of them whoever waits is answered.
const PAGE = 500;

/**
 * Walks the whole chain and names the first record that is not as it was written. `anchor` must have been read before:
 * the chain may grow meanwhile, but never shrink.
 */
export async function verifyChain(database: Database, anchor: Anchor | undefined): Promise<AuditVerdict> {
  let last = GENESIS;
  let anchored = anchor === undefined || anchor.sequence === 0;
  for (;;) {
    const rows = await pageBehind(database, last.sequence);
    for (const row of rows) {
      const because = await faultOf(database, row, last);
      if (because !== null) return bad(database, last.sequence + 1, because);
      last = row;
      if (row.sequence === anchor?.sequence) {
        if (row.hash !== anchor.hash) return bad(database, row.sequence, 'it is not the one audit-anchor.json knows');
        anchored = true;
      }
    }
    if (rows.length < PAGE) break;
    await pause();
  }
  if (anchor === undefined && last.sequence > 0) {
    return bad(database, last.sequence + 1, 'audit-anchor.json is missing, so a cut end would not show');
  }
  if (!anchored) return bad(database, last.sequence + 1, `it is missing: ${anchor?.sequence} records were written`);
  return { intact: true, records: last.sequence, lastHash: last.hash };
}

async function faultOf(database: Database, row: Selectable<AuditTable>, last: Anchor): Promise<string | null> {
  if (row.sequence !== last.sequence + 1) return 'it is missing';
  if (row.hash !== chainHash(row.previous_hash, row.body_json)) return 'it was changed';
  if (row.previous_hash !== last.hash) {
    return (await follows(database, last.hash))
      ? 'records stand in another order'
      : 'it does not follow the one before';
  }
  return columnsAreTrue(row) ? null : 'what it is searched by was changed';
}

async function follows(database: Database, hash: string): Promise<boolean> {
  const query = database.selectFrom('audit').select('sequence').where('previous_hash', '=', hash);
  return (await query.executeTakeFirst()) !== undefined;
}

function columnsAreTrue(row: Selectable<AuditTable>): boolean {
  // Sound: the hash proves that this text is what appendAudit wrote.
  const columns = auditColumns(JSON.parse(row.body_json) as AuditEntry);
  // Sound: both have the same keys, and an entry's keys are those of its type.
  return Object.entries(columns).every(([key, value]) => row[key as keyof AuditTable] === value);
}

function pageBehind(database: Database, sequence: number): Promise<Selectable<AuditTable>[]> {
  return database
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}

async function bad(database: Database, firstBad: number, because: string): Promise<AuditVerdict> {
  const { records } = await database
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('records'))
    .executeTakeFirstOrThrow();
  return { intact: false, records, firstBad, because };
}
