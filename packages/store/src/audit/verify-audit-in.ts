import { statSync } from 'node:fs';
import type { AuditVerdict } from '@weir/domain/audit/audit-record';
import { openForReading } from '../file/open-for-reading.ts';
import { storePaths } from '../file/store-paths.ts';
import { troubleOf } from '../file/store-trouble.ts';
import { troubleSentence } from '../file/trouble-sentence.ts';
import { GENESIS, readAnchor } from './anchor.ts';
import { verifyChain } from './verify-chain.ts';

/** Verifies the audit log of a data folder beside a console that runs, or without one. A sentence = it cannot be read. */
export async function verifyAuditIn(folder: string): Promise<AuditVerdict | string> {
  const paths = storePaths(folder);
  const anchor = readAnchor(paths.anchor);
  if ((statSync(paths.database, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    if (anchor === undefined || anchor.sequence === 0) return { intact: true, records: 0, lastHash: GENESIS.hash };
    return {
      intact: false,
      records: 0,
      firstBad: 1,
      because: `it is missing: ${anchor.sequence} records were written`,
    };
  }
  try {
    const open = openForReading(paths);
    try {
      return await verifyChain(open.database, anchor);
    } finally {
      open.close();
    }
  } catch (fault) {
    const trouble = troubleOf(fault);
    if (trouble === undefined) throw fault;
    return troubleSentence(trouble, folder);
  }
}
