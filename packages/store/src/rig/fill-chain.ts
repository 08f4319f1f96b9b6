import { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '@weir/domain/audit/canonical-json';
import { auditColumns } from '../audit/audit-columns.ts';
import { GENESIS } from '../audit/anchor.ts';
import { chainHash } from '../audit/append-audit.ts';
import { beginningOf } from './sample-job.ts';

/** Makes a chain as long as `length`, in one transaction instead of one each. */
export function fillChain(database: string, length: number): void {
  const file = new DatabaseSync(database);
  const last = file.prepare('SELECT hash, sequence FROM audit ORDER BY sequence DESC LIMIT 1').get();
  let hash = String(last?.['hash'] ?? GENESIS.hash);
  let sequence = Number(last?.['sequence'] ?? GENESIS.sequence);
  file.exec('BEGIN');
  const columns = Object.keys(auditColumns({ type: 'begun', body: beginningOf('x') }));
  const names = ['sequence', 'body_json', 'previous_hash', 'hash', ...columns];
  const insert = file.prepare(`INSERT INTO audit (${names.join()}) VALUES (${names.map(() => '?').join()})`);
  while (sequence < length) {
    sequence += 1;
    const entry = { type: 'begun', body: beginningOf(`fill-${sequence}`) } as const;
    const text = canonicalJson(entry);
    const next = chainHash(hash, text);
    insert.run(sequence, text, hash, next, ...Object.values(auditColumns(entry)));
    hash = next;
  }
  file.exec('COMMIT');
  file.close();
}
