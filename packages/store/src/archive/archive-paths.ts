import { join } from 'node:path';

/** What is being written has this behind its name until it is known to be whole. */
export const UNFINISHED = '.unfinished';
export const MANIFEST = 'manifest.json';

// A job's id. Anything else is no archive, and no way out of the folder either.
const ID = /^[0-9a-z-]{1,80}$/;

export function isArchiveId(text: string): boolean {
  return ID.test(text);
}

export interface PartPaths {
  readonly file: string;
  /** The entries, compressed. */
  readonly data: string;
  /** What the part holds, in JSON. It comes last: a part is finished when this is there. */
  readonly summary: string;
}

export function partPaths(folder: string, number: number): PartPaths {
  const name = `part-${String(number).padStart(6, '0')}`;
  const file = `${name}.ndjson.zst`;
  return { file, data: join(folder, file), summary: join(folder, `${name}.json`) };
}
