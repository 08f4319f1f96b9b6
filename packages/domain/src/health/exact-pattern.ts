import { bytesFromReadable, readableFromBytes } from '../names/readable-name.ts';

/** The pattern that this name alone fits. */
export function exactPattern(name: string): string {
  const bytes = bytesFromReadable(name) ?? new Uint8Array();
  const escaped: number[] = [];
  for (const byte of bytes) {
    if (SIGNS.has(byte)) escaped.push(BACKSLASH);
    escaped.push(byte);
  }
  return readableFromBytes(Uint8Array.from(escaped));
}

/** How closely a pattern describes names: one without signs most, then by how much of it is fixed. */
export function precision(pattern: string): number {
  const bytes = bytesFromReadable(pattern) ?? new Uint8Array();
  let fixed = 0;
  let signs = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) {
      at += 1;
      fixed += 1;
    } else if (SIGNS.has(byte)) signs += 1;
    else fixed += 1;
  }
  return signs === 0 ? Number.MAX_SAFE_INTEGER : fixed;
}

const BACKSLASH = 0x5c;
// * ? [ ] and the backslash itself.
const SIGNS: ReadonlySet<number> = new Set([0x2a, 0x3f, 0x5b, 0x5d, BACKSLASH]);
