import { verifyAuditIn } from '@weir/store/audit/verify-audit-in';
import type { Outcome } from './run-token-command.ts';

/** Reads the whole audit log of the data folder, while a console runs with it or not. */
export async function runAuditCommand(dataDir: string): Promise<Outcome> {
  const verdict = await verifyAuditIn(dataDir);
  if (typeof verdict === 'string') return { exitCode: 1, text: verdict };
  if (!verdict.intact) {
    const { firstBad, records, because } = verdict;
    return {
      exitCode: 1,
      text: `The audit log is not as it was written. Record ${firstBad} of ${records}: ${because}.`,
    };
  }
  const { records, lastHash } = verdict;
  if (records === 0) return { exitCode: 0, text: 'The audit log is empty: nothing was changed through Weir so far.' };
  return { exitCode: 0, text: `The audit log is intact: ${records} records, last hash ${lastHash}.` };
}
