import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePrivate } from '../file/make-private.ts';
import { migrate, versionOf } from '../file/migrate.ts';
import { StoreTrouble, troubleOf } from '../file/store-trouble.ts';
import { removeJournals } from './recording-journal.ts';
import type { HistoryPaths } from './history-paths.ts';
import { FORMS_NOT_READ, HISTORY_MIGRATIONS } from './history-schema.ts';

/** A file that was put aside, and why. */
export interface PutAside {
  readonly name: string;
  readonly because: 'damaged' | 'earlier';
}

export interface HistoryFile {
  readonly file: DatabaseSync;
  readonly aside: PutAside | undefined;
}

const BUSY_MS = 2_000;
const PAGE_BYTES = 16_384;

/**
 * Opens the file of which this process is the owner. One that is damaged or has a form that is not read any more is put
 * aside (the newest of each is kept) and a new one begun: history is there to be looked at, and recording on is worth
 * more than waiting for somebody.
 */
export function openHistoryFile(paths: HistoryPaths, hardLimitBytes: number | null): HistoryFile {
  try {
    return { file: open(paths, hardLimitBytes), aside: undefined };
  } catch (fault) {
    const because = fault instanceof EarlierForm ? 'earlier' : troubleOf(fault)?.kind;
    if (because !== 'damaged' && because !== 'earlier') throw fault;
    const aside = moveAside(paths, because);
    return { file: open(paths, hardLimitBytes), aside };
  }
}

class EarlierForm extends Error {}

function open({ database }: HistoryPaths, hardLimitBytes: number | null): DatabaseSync {
  makePrivate(database);
  const file = new DatabaseSync(database, { timeout: BUSY_MS });
  try {
    const version = versionOf(file);
    if (FORMS_NOT_READ.includes(version)) throw new EarlierForm();
    if (version > HISTORY_MIGRATIONS.length) throw new StoreTrouble({ kind: 'newer', version });
    // NORMAL: a killed Weir loses nothing, a power cut the last seconds; the journal of changes has a file of its own.
    file.exec(`
      PRAGMA page_size = ${PAGE_BYTES}; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 1024; PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY
    `);
    migrate(file, HISTORY_MIGRATIONS);
    if (hardLimitBytes !== null) file.exec(`PRAGMA max_page_count = ${Math.ceil(hardLimitBytes / PAGE_BYTES)}`);
    return file;
  } catch (fault) {
    file.close();
    throw fault;
  }
}

/** Puts a file out of the way, under a name that says why. */
export function moveAside(paths: HistoryPaths, because: PutAside['because']): PutAside {
  const { database } = paths;
  const aside = `${database}.${because}`;
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(aside + suffix, { force: true });
    if (existsSync(database + suffix)) renameSync(database + suffix, aside + suffix);
  }
  // Nothing says any more whose figures those are.
  removeJournals(paths);
  return { name: basename(aside), because };
}
