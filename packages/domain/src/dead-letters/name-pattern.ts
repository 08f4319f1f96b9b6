/**
 * A pattern for stream names: `*` stands for one character or more, everything else for itself. Patterns and names are
 * in readable form, so two names that look alike stay apart.
 */
export interface NamePattern {
  readonly text: string;
  /** What each `*` stood for; undefined = another name. */
  match(name: string): readonly string[] | undefined;
}

export function namePattern(text: string): NamePattern {
  const pieces = text.split('*');
  return { text, match: (name) => matchPieces(pieces, name) };
}

// Each star takes as little as it can, the last one the rest: without alternatives, so without going back.
function matchPieces(pieces: readonly string[], name: string): readonly string[] | undefined {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return name === first ? [] : undefined;
  if (!name.startsWith(first)) return undefined;
  const last = rest.at(-1) ?? '';
  const taken: string[] = [];
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const found = name.indexOf(piece, at + 1);
    if (found < 0) return undefined;
    taken.push(name.slice(at, found));
    at = found + piece.length;
  }
  const end = name.length - last.length;
  if (end <= at || !name.endsWith(last)) return undefined;
  return [...taken, name.slice(at, end)];
}

/** Puts what the stars of a pattern stood for in place of the stars of another text, in order. */
export function fillStars(text: string, taken: readonly string[]): string {
  let next = 0;
  return text.replaceAll('*', () => taken[next++] ?? '');
}
