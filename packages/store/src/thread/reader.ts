import { readAlerts } from '../alerts/read-alerts.ts';
import { readAudit } from '../audit/read-audit.ts';
import { openForReading, type OpenFile } from '../file/open-for-reading.ts';
import { storePaths } from '../file/store-paths.ts';
import { readLimitRules } from '../health/limit-rules.ts';
import { readJournal } from '../journal/read-journal.ts';
import { readPolicies } from '../policies/read-policies.ts';
import type { Reading } from './messages.ts';

export interface Reader {
  methods(): Reading;
  close(): void;
}

/** Answers from the file as it is on disk, also while nothing can be written. */
export function createReader(folder: string): Reader {
  const paths = storePaths(folder);
  let open: OpenFile | undefined;
  const close = (): void => {
    open?.close();
    open = undefined;
  };
  return {
    methods() {
      if (open?.isThere() === false) close();
      const { database, file } = (open ??= openForReading(paths));
      return {
        ...readAlerts(database),
        ...readJournal(database),
        ...readAudit(database, paths.anchor),
        ...readPolicies(database),
        ...readLimitRules(database),
        isSound: async () => file.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok',
      };
    },
    close,
  };
}
