import { statSync } from 'node:fs';
import { makePrivate } from './make-private.ts';
import { migrate, versionOf } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openFile, openForReading, type OpenFile } from './open-for-reading.ts';
import type { StorePaths } from './store-paths.ts';
import { StoreTrouble } from './store-trouble.ts';

export interface WritingOptions {
  /** The file never grows above that; null = as large as the disk allows. */
  readonly maxBytes: number | null;
  /** Look through the whole file first. */
  readonly check: boolean;
  /** Told before a check that takes longer than a moment. */
  onLongCheck(bytes: number): void;
}

const BUSY_MS = 5_000;
// 64 MiB are looked through in well under a second, cold disk included.
const LONG_CHECK_BYTES = 64 * 1_048_576;
const PAGE_BYTES = 4_096;

/** Opens the file of which this process is the owner, checks it and brings it up to date. `fresh` = it was empty. */
export function openForWriting(paths: StorePaths, options: WritingOptions): OpenFile & { readonly fresh: boolean } {
  makePrivate(paths.database);
  const { size } = statSync(paths.database);
  // A look that changes nothing comes first, so that the file of a newer Weir stays as it is, to the byte.
  if (size > 0) openForReading(paths).close();
  const open = openFile(paths, { readOnly: false, timeout: BUSY_MS });
  try {
    const { file } = open;
    // FULL: a commit is on disk when it returns, through a power cut. The limit keeps a WAL from staying large.
    file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216');
    if (options.check && size > 0) {
      if (size > LONG_CHECK_BYTES) options.onLongCheck(size);
      const found = file.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
      if (found !== 'ok') throw new StoreTrouble({ kind: 'damaged' });
    }
    const fresh = versionOf(file) === 0;
    migrate(file, MIGRATIONS);
    if (options.maxBytes !== null) file.exec(`PRAGMA max_page_count = ${Math.ceil(options.maxBytes / PAGE_BYTES)}`);
    return { ...open, fresh };
  } catch (fault) {
    open.close();
    throw fault;
  }
}
