import { readableFromBytes } from '@weir/domain/names/readable-name';
import type { ReplyCursor } from '../resp/reply-cursor.ts';

// The same few names come with every poll. Bounded, because consumers may be named anew each time they start.
const LIMIT = 200_000;
const readable = new Map<string, string>();

/** The string the cursor read last, as a readable name. Remembers, for decoding costs more than looking up. */
export function nameAt(cursor: ReplyCursor): string {
  const key = cursor.latin1();
  let name = readable.get(key);
  if (name === undefined) {
    name = readableFromBytes(cursor.bytes.subarray(cursor.from, cursor.to));
    if (readable.size >= LIMIT) readable.clear();
    readable.set(key, name);
  }
  return name;
}
