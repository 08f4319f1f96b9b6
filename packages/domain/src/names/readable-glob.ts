import { globMatches } from './glob.ts';
import { bytesFromReadable } from './readable-name.ts';

/** A test for names by a pattern as Redis' own MATCH understands it, both in their readable form; made once for many. */
export function readableGlob(pattern: string): (name: string) => boolean {
  if (pattern === '*') return () => true;
  const glob = bytesFromReadable(pattern);
  if (glob === undefined) return () => false;
  return (name) => {
    const bytes = bytesFromReadable(name);
    return bytes !== undefined && globMatches(glob, bytes);
  };
}
