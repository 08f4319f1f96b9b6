import { createHash } from 'node:crypto';
import type { Archives } from '@weir/domain/archive/archives';
import { readLines } from '@weir/domain/archive/read-lines';
import type { PlainEntry } from './contents.ts';

/** All entries of all sealed archives, in the order they stand there, with digests as `entriesOf` makes them. */
export async function archivedIn(archives: Archives): Promise<readonly PlainEntry[]> {
  const entries: PlainEntry[] = [];
  for (const { archiveId, sealed } of await archives.list(100)) {
    for (const { number } of sealed?.manifest.parts ?? []) {
      for (const { id, words } of readLines(await archives.lines(archiveId, number))) {
        const hash = createHash('sha256');
        for (const word of words) hash.update(`${word.length}:`).update(word);
        entries.push({ id, digest: hash.digest('hex') });
      }
    }
  }
  return entries;
}
