import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UNFINISHED } from './archive-paths.ts';

/** Writes bytes beside their place and syncs them; only `finish` gives them their name. What fails leaves nothing behind. */
export async function writeAside(
  path: string,
  bytes: Uint8Array,
): Promise<{ readonly aside: string; finish(): Promise<void> }> {
  const aside = path + UNFINISHED;
  try {
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    // Above all of a full disk: what is half there only takes room away.
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
  return {
    aside,
    async finish() {
      await rename(aside, path);
      await syncFolder(dirname(path));
    },
  };
}

/** Sees to it that a folder is there, for its owner alone, and that its own name is on disk. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(path));
}

/** A name in a folder is on disk once the folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
