import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder of small JSON files that only the owner can read, one file per thing. Creating, replacing and removing a
 * file is atomic, so several processes (the console, a command beside it) need no lock between them.
 */
export interface PrivateFiles {
  read(name: string): Promise<unknown>;
  write(name: string, content: unknown): Promise<void>;
  /** True for exactly one of all who try at once, in any process. */
  remove(name: string): Promise<boolean>;
  names(): Promise<readonly string[]>;
}

const NAME = /^[0-9a-z-]{1,80}$/;

export async function openPrivateFiles(folder: string): Promise<PrivateFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new RangeError('not a name of a private file');
    return join(folder, `${name}.json`);
  };
  return {
    async read(name) {
      try {
        return JSON.parse(await readFile(pathOf(name), 'utf8'));
      } catch {
        // Missing, or cut off by a power failure: either way there is nothing to trust.
        return undefined;
      }
    },

    async write(name, content) {
      const path = pathOf(name);
      const draft = `${path}.${randomBytes(6).toString('hex')}.draft`;
      const file = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
      await fill(file, JSON.stringify(content));
      await rename(draft, path);
    },

    async remove(name) {
      try {
        await unlink(pathOf(name));
        return true;
      } catch {
        return false;
      }
    },

    async names() {
      const files = await readdir(folder);
      return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
    },
  };
}

async function fill(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
