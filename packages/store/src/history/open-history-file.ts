import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivate } from '../file/make-private.ts';
import { migrate, versionOf } from '../file/migrate.ts';
import { StoreTrouble, troubleOf } from '../file/store-trouble.ts';
import type { HistoryPaths } from './history-paths.ts';
import { HISTORY_MIGRATIONS } from './history-schema.ts';

export interface HistoryFile {
  readonly file: DatabaseSync;
  /** Name of the damaged file that was put aside; '' = none was. */
  readonly putAside: string;
}

const BUSY_MS = 2_000;
const PAGE_BYTES = 4_096;

/**
 * Opens the file of which this process is the owner. One that is damaged is put aside (the newest such is kept) and a
 * new one begun: history is there to be looked at, and recording on is worth more than waiting for somebody.
 */
export function openHistoryFile(paths: HistoryPaths, hardLimitBytes: number | null): HistoryFile {
  try {
    return { file: open(paths, hardLimitBytes), putAside: '' };
  } catch (fault) {
    if (troubleOf(fault)?.kind !== 'damaged') throw fault;
    const putAside = moveAside(paths);
    return { file: open(paths, hardLimitBytes), putAside };
  }
}

function open({ database }: HistoryPaths, hardLimitBytes: number | null): DatabaseSync {
  makePrivate(database);
  const file = new DatabaseSync(database, { timeout: BUSY_MS });
  try {
    const version = versionOf(file);
    if (version > HISTORY_MIGRATIONS.length) throw new StoreTrouble({ kind: 'newer', version });
    // NORMAL: a killed Weir loses nothing, a power cut the last seconds; the journal of changes has a file of its own.
    file.exec(`
      PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY
    `);
    migrate(file, HISTORY_MIGRATIONS);
    if (hardLimitBytes !== null) file.exec(`PRAGMA max_page_count = ${Math.ceil(hardLimitBytes / PAGE_BYTES)}`);
    return file;
  } catch (fault) {
    file.close();
    throw fault;
  }
}

/** Puts a damaged file out of the way; the name it has now. */
export function moveAside({ database }: HistoryPaths): string {
  const aside = `${database}.damaged`;
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(aside + suffix, { force: true });
    if (existsSync(database + suffix)) renameSync(database + suffix, aside + suffix);
  }
  return basename(aside);
}
