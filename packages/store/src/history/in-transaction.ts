import type { DatabaseSync } from 'node:sqlite';

/** All of it or nothing. */
export function inTransaction<T>(file: DatabaseSync, work: () => T): T {
  file.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    file.exec('COMMIT');
    return value;
  } catch (fault) {
    // A full or failing disk has ended it already; the fault to report is that one.
    if (file.isTransaction) file.exec('ROLLBACK');
    throw fault;
  }
}
