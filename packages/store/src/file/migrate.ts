import type { DatabaseSync } from 'node:sqlite';

export function versionOf(file: DatabaseSync): number {
  return Number(file.prepare('PRAGMA user_version').get()?.['user_version']);
}

/** Brings the file up to date. A migration that fails leaves no trace, and the ones before it stay. */
export function migrate(file: DatabaseSync, migrations: readonly string[]): void {
  for (let version = versionOf(file); version < migrations.length; version += 1) {
    file.exec('BEGIN IMMEDIATE');
    try {
      file.exec(migrations[version] ?? '');
      file.exec(`PRAGMA user_version = ${version + 1}`);
      file.exec('COMMIT');
    } catch (fault) {
      if (file.isTransaction) file.exec('ROLLBACK');
      throw fault;
    }
  }
}
