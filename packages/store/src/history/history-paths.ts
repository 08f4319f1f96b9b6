import { join } from 'node:path';

export interface HistoryPaths {
  readonly folder: string;
  readonly database: string;
  /** Locked by the one Weir that records. */
  readonly lock: string;
}

export function historyPaths(folder: string): HistoryPaths {
  return { folder, database: join(folder, 'history.db'), lock: join(folder, 'history.lock') };
}
