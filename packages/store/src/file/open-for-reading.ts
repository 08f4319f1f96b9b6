import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { kyselyOver } from './kysely-over.ts';
import { versionOf } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import type { StorePaths } from './store-paths.ts';
import { StoreTrouble } from './store-trouble.ts';
import type { Database } from './tables.ts';

export interface OpenFile {
  readonly database: Database;
  readonly file: DatabaseSync;
  /** The file at the path is still the one that was opened. */
  isThere(): boolean;
  close(): void;
}

const BUSY_MS = 5_000;

/** Beside whoever writes; changes nothing, not even the version of the file. */
export function openForReading(paths: StorePaths): OpenFile {
  return openFile(paths, { readOnly: true, timeout: BUSY_MS });
}

/** The file, unless a newer Weir wrote it. */
export function openFile(
  { database: path }: StorePaths,
  options: { readonly readOnly: boolean; readonly timeout: number },
): OpenFile {
  const file = new DatabaseSync(path, { ...options, enableForeignKeyConstraints: true });
  try {
    const version = versionOf(file);
    if (version > MIGRATIONS.length) throw new StoreTrouble({ kind: 'newer', version });
  } catch (fault) {
    file.close();
    throw fault;
  }
  const { ino } = statSync(path);
  return {
    database: kyselyOver(file),
    file,
    isThere: () => statSync(path, { throwIfNoEntry: false })?.ino === ino,
    close: () => file.close(),
  };
}
