import { globMatches } from '../names/glob.ts';
import { bytesFromReadable } from '../names/readable-name.ts';

/** Whether a name fits a pattern as Redis' own MATCH understands it, both in their readable form. */
export function fitsPattern(pattern: string, name: string): boolean {
  const glob = bytesFromReadable(pattern);
  const bytes = bytesFromReadable(name);
  return glob !== undefined && bytes !== undefined && globMatches(glob, bytes);
}

/** How closely a pattern describes names: one without signs most, then by how much of it is fixed. */
export function precision(pattern: string): number {
  const fixed = pattern.replaceAll(/[*?[\]]/g, '').length;
  return fixed === pattern.length ? Number.MAX_SAFE_INTEGER : fixed;
}
