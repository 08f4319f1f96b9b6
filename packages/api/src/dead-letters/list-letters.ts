import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Letter } from '@weir/domain/dead-letters/letter';
import type { LetterRules } from '@weir/domain/dead-letters/letter-rules';
import { readLetter } from '@weir/domain/dead-letters/read-letter';
import type { LetterAnswer, LettersAnswer } from '@weir/domain/wire/dead-letter-answers';
import { requireLink } from '../connections/require-link.ts';
import { idInCursor } from '../entries/id-cursor.ts';
import type { Watch } from '../observe/watch.ts';
import { knownStream } from '../streams/known-stream.ts';
import { letterAt } from './letter-at.ts';

export interface LettersRequest {
  readonly stream: string;
  readonly origin?: string | undefined;
  readonly group?: string | undefined;
  /** '' = those that say nothing. */
  readonly error?: string | undefined;
  readonly text?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | null | undefined;
}

const PAGE = 200;
// A filter that nothing matches ends here and is taken up again where it stood.
const MOST_LOOKED_AT = 2_000;

/** One page of dead letters, newest first, with what each says of itself. */
export async function listLetters(watch: Watch, rules: LetterRules, request: LettersRequest): Promise<LettersAnswer> {
  requireLink(watch);
  knownStream(watch, request.stream);
  const { stream, limit } = request;
  const items: LetterAnswer[] = [];
  let after: EntryId | undefined = idInCursor(request.cursor);
  let lookedAt = 0;
  for (;;) {
    const most = isNarrow(request) ? PAGE : Math.min(500, limit);
    const page = await watch.gateway.pages.entries({ stream, direction: 'desc', limit: most, after });
    for (const entry of page.items) {
      lookedAt += 1;
      after = entry.id;
      const { id, fields, sizeBytes, cut } = entry;
      const letter = readLetter(rules, stream, fields);
      if (!matches(request, letter, fields)) continue;
      items.push({ id, fields, sizeBytes, cut, letter, at: letterAt(id, letter.failedAt, watch.board.polledAt) });
      if (items.length === limit) return { items, nextCursor: id, lookedAt };
    }
    if (page.next === null) return { items, nextCursor: null, lookedAt };
    if (lookedAt >= MOST_LOOKED_AT) return { items, nextCursor: after ?? null, lookedAt };
  }
}

function isNarrow({ origin, group, error, text }: LettersRequest): boolean {
  return origin !== undefined || group !== undefined || error !== undefined || text !== undefined;
}

function matches(
  { origin, group, error, text }: LettersRequest,
  letter: Letter,
  fields: LetterAnswer['fields'],
): boolean {
  return (
    (origin === undefined || (letter.origin ?? '') === origin) &&
    (group === undefined || (letter.group ?? '') === group) &&
    (error === undefined || (letter.error ?? '') === error) &&
    (text === undefined || text === '' || holds(letter, fields, text.toLowerCase()))
  );
}

function holds({ error, originalId }: Letter, fields: LetterAnswer['fields'], text: string): boolean {
  if ((error ?? '').toLowerCase().includes(text) || (originalId ?? '').includes(text)) return true;
  return fields.some((field) => field.some((part) => part.toLowerCase().includes(text)));
}
