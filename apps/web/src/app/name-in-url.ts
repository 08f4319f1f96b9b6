import { bytesFromReadable, readableFromBytes } from '@weir/domain/names/readable-name';

// A lone backslash is no readable form, so it is free to stand for the empty name, which a path cannot hold.
const EMPTY = '\\';

/**
 * A name as one segment of a path, before percent-encoding. Browsers fold "." and ".." away even when percent-encoded,
 * so these two are written byte by byte.
 */
export function nameToSegment(name: string): string {
  if (name === '') return EMPTY;
  if (name === '.') return '\\x2e';
  return name === '..' ? '\\x2e\\x2e' : name;
}

/** The canonical readable name of a segment; text that is no readable form stays as it is and finds nothing. */
export function nameFromSegment(segment: string): string {
  if (segment === EMPTY) return '';
  const bytes = bytesFromReadable(segment);
  return bytes === undefined ? segment : readableFromBytes(bytes);
}
