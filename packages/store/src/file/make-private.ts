import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Sees to it that a file exists and that only its owner may read it. A folder it has to make is as private. */
export function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const found = statSync(path, { throwIfNoEntry: false });
  // Never opened when it is there: closing it again would drop the locks SQLite has on it in this process.
  if (found === undefined) writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
  else if ((found.mode & 0o077) !== 0) chmodSync(path, 0o600);
}
