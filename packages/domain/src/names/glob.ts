const [STAR, QUESTION, OPEN, CLOSE, CARET, BACKSLASH, DASH] = [0x2a, 0x3f, 0x5b, 0x5d, 0x5e, 0x5c, 0x2d];

/**
 * Whether the bytes fit a glob pattern as Redis' own MATCH understands it (redis.io, KEYS): * ? [abc] [^a] [a-z] and \.
 * Compares bytes, not characters. The work grows with the product of both lengths at most.
 */
export function globMatches(pattern: Uint8Array, bytes: Uint8Array): boolean {
  let p = 0;
  let b = 0;
  // Only the last star ever needs another try: what an earlier one took, the later one could take as well.
  let starAt = -1;
  let starTook = 0;
  while (b < bytes.length) {
    if (pattern[p] === STAR) {
      starAt = p;
      starTook = b;
      p += 1;
      continue;
    }
    const next = p < pattern.length ? oneMatches(pattern, p, bytes[b] ?? 0) : undefined;
    if (next !== undefined) {
      p = next;
      b += 1;
    } else if (starAt >= 0) {
      starTook += 1;
      p = starAt + 1;
      b = starTook;
    } else return false;
  }
  while (pattern[p] === STAR) p += 1;
  return p >= pattern.length;
}

/** Where the pattern goes on when its element at `p` fits the byte; undefined when it does not. */
function oneMatches(pattern: Uint8Array, p: number, byte: number): number | undefined {
  const element = pattern[p];
  if (element === QUESTION) return p + 1;
  if (element === OPEN) return classMatches(pattern, p + 1, byte);
  if (element === BACKSLASH && p + 1 < pattern.length) return pattern[p + 1] === byte ? p + 2 : undefined;
  return element === byte ? p + 1 : undefined;
}

function classMatches(pattern: Uint8Array, from: number, byte: number): number | undefined {
  let p = from;
  const negated = pattern[p] === CARET;
  if (negated) p += 1;
  let found = false;
  // A class that is never closed ends with the pattern, as in Redis.
  for (; p < pattern.length && pattern[p] !== CLOSE; p += 1) {
    if (pattern[p] === BACKSLASH && p + 1 < pattern.length) {
      p += 1;
      if (pattern[p] === byte) found = true;
    } else if (pattern[p + 1] === DASH && p + 2 < pattern.length) {
      const [low = 0, high = 0] = [pattern[p] ?? 0, pattern[p + 2] ?? 0].toSorted((a, b) => a - b);
      p += 2;
      if (byte >= low && byte <= high) found = true;
    } else if (pattern[p] === byte) found = true;
  }
  return found === negated ? undefined : p + 1;
}
