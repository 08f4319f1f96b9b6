import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the chain ended when it was last added to; kept beside the database, so that a cut end shows. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

/** What stands before the first record. */
export const GENESIS: Anchor = { sequence: 0, hash: '0'.repeat(64) };

/** Undefined when there is none, or none that can be read. */
export function readAnchor(path: string): Anchor | undefined {
  try {
    const anchor: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isAnchor(anchor) ? anchor : undefined;
  } catch {
    return undefined;
  }
}

/** On disk, through a power cut, when it returns: the file is replaced whole or not at all. */
export function writeAnchor(path: string, { sequence, hash }: Anchor): void {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify({ sequence, hash })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function isAnchor(value: unknown): value is Anchor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sequence' in value &&
    Number.isSafeInteger(value.sequence) &&
    'hash' in value &&
    typeof value.hash === 'string'
  );
}
