/** Whether a readable name fits a pattern: `*` stands for any characters, `?` for one, all else for itself. */
export function fitsPattern(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  // Only the last star ever needs another try: what an earlier one took, the later one could take as well.
  let starAt = -1;
  let starTook = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      starAt = p;
      starTook = n;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (starAt >= 0) {
      starTook += 1;
      p = starAt + 1;
      n = starTook;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

/** How closely a pattern describes names: one without signs most, then by how much of it is fixed. */
export function precision(pattern: string): number {
  const fixed = pattern.replaceAll(/[*?]/g, '').length;
  return fixed === pattern.length ? Number.MAX_SAFE_INTEGER : fixed;
}
