import type { Database } from '../file/tables.ts';
import { StoreTrouble } from '../file/store-trouble.ts';
import { appendAudit, lastOf } from './append-audit.ts';
import { readAnchor, writeAnchor } from './anchor.ts';

/**
 * At the start: the chain must reach at least as far as the anchor says. An end that is one further was written just
 * before a crash. A missing anchor is put back, but the chain keeps for ever that it was missing.
 */
export async function holdAnchor(database: Database, path: string, fresh: boolean, now: number): Promise<void> {
  const anchor = readAnchor(path);
  let end = await lastOf(database);
  if (anchor === undefined) {
    if (!fresh) end = await database.transaction().execute((inside) => appendAudit(inside, missing(end.sequence, now)));
    writeAnchor(path, end);
    return;
  }
  const anchored = await hashAt(database, anchor.sequence);
  if (anchor.sequence > 0 && anchored !== anchor.hash) {
    throw new StoreTrouble({ kind: 'tail-cut', written: anchor.sequence, found: end.sequence });
  }
  if (end.sequence > anchor.sequence) writeAnchor(path, end);
}

async function hashAt(database: Database, sequence: number): Promise<string | undefined> {
  const row = await database.selectFrom('audit').select('hash').where('sequence', '=', sequence).executeTakeFirst();
  return row?.hash;
}

function missing(sequence: number, at: number) {
  const summary = `audit-anchor.json was missing when Weir started; whether more than ${sequence} records were written is not known.`;
  return { type: 'seen-later', body: { at, auditId: 'anchor', summary, detail: { found: sequence } } } as const;
}
