import { globMatches } from '../names/glob.ts';
import { bytesFromReadable } from '../names/readable-name.ts';

/** A test for names in the readable form from a pattern in the readable form, as Redis' own MATCH understands it. */
export function namePattern(pattern: string): (name: string) => boolean {
  if (pattern === '*') return () => true;
  const parsed = bytesFromReadable(pattern);
  if (parsed === undefined) return () => false;
  return (name) => globMatches(parsed, bytesFromReadable(name) ?? NOTHING);
}

const NOTHING = new Uint8Array();
