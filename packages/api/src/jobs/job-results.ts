import type { Journal } from '@weir/domain/jobs/journal';
import { csvLine } from '../export/csv-line.ts';

const PAGE = 200;

/**
 * What became of every entry of a job, as text. Entries that were left as they are stand one by one with their reason; the
 * others stand as the stretch of ids they lie in with their number, because a job of millions keeps no list of them.
 */
export async function* jobResults(journal: Journal, jobId: string, format: 'csv' | 'ndjson'): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(['result', 'from', 'to', 'entries', 'reason', 'at']);
  for (let after = 0; ;) {
    const calls = await journal.settled(jobId, after, PAGE);
    for (const { number, at, done, firstId, lastId, skipped } of calls) {
      const when = new Date(at).toISOString();
      if (done > 0) {
        yield format === 'csv'
          ? csvLine(['done', firstId ?? '', lastId ?? '', done, '', when])
          : line({ result: 'done', from: firstId, to: lastId, entries: done, at: when });
      }
      for (const { id, reason, consumer } of skipped) {
        yield format === 'csv'
          ? csvLine(['skipped', id, id, 1, consumer === undefined ? reason : `${reason}: ${consumer}`, when])
          : line({ result: 'skipped', id, reason, ...(consumer === undefined ? {} : { consumer }), at: when });
      }
      after = number;
    }
    if (calls.length < PAGE) return;
  }
}

function line(row: object): string {
  return `${JSON.stringify(row)}\n`;
}
