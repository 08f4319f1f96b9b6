import { DatabaseSync } from 'node:sqlite';
import { makePrivate } from './make-private.ts';
import { isBusy, StoreTrouble } from './store-trouble.ts';
import type { StorePaths } from './store-paths.ts';

/**
 * The right to write, held until `release` or the end of the process, kill -9 included: the operating system's own lock
 * on an empty file, which SQLite takes alike on every system. The database itself stays open to readers.
 */
export function takeOwnership(paths: Pick<StorePaths, 'lock'>): { release(): void } {
  makePrivate(paths.lock);
  const lock = new DatabaseSync(paths.lock, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (fault) {
    lock.close();
    if (isBusy(fault)) throw new StoreTrouble({ kind: 'owned' });
    throw fault;
  }
  return { release: () => lock.close() };
}
