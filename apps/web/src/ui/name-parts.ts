export interface NamePart {
  readonly text: string;
  /** Spaces that would not be seen: at an end, or more than one in a row. */
  readonly marked: boolean;
}

const UNSEEN = /^ +| +$| {2,}/g;

/** A name cut where spaces need a mark; a name of spaces alone is one marked part. */
export function nameParts(name: string): readonly NamePart[] {
  const parts: NamePart[] = [];
  let done = 0;
  for (const match of name.matchAll(UNSEEN)) {
    if (match.index > done) parts.push({ text: name.slice(done, match.index), marked: false });
    parts.push({ text: match[0], marked: true });
    done = match.index + match[0].length;
  }
  if (done < name.length) parts.push({ text: name.slice(done), marked: false });
  return parts;
}
