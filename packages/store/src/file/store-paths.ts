import { join } from 'node:path';

/** The files of the store in its folder. */
export interface StorePaths {
  readonly folder: string;
  readonly database: string;
  /** Locked by the one Weir that writes, for as long as it lives. */
  readonly lock: string;
  readonly anchor: string;
}

export function storePaths(folder: string): StorePaths {
  return {
    folder,
    database: join(folder, 'weir.db'),
    lock: join(folder, 'weir.lock'),
    anchor: join(folder, 'audit-anchor.json'),
  };
}
