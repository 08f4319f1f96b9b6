import type { Sentence, SentencePart } from './sentence.ts';

/** What stands in a sentence's places: figures, instants, names. */
export type Filling = number | string;

/** The sentence with its places empty: what many rows in the same trouble share. */
export function wordingOf(sentence: Sentence): Sentence {
  return sentence.map((part) => withFilling(part, () => undefined));
}

/** What stands in the places of a sentence, in order. */
export function fillingsOf(sentence: Sentence): Filling[] {
  const fillings: Filling[] = [];
  for (const part of sentence) withFilling(part, (filling) => void fillings.push(filling));
  return fillings;
}

/** The sentence of that wording with these fillings. */
export function worded(wording: Sentence, fillings: readonly unknown[]): Sentence {
  let at = 0;
  return wording.map((part) => withFilling(part, () => fillings[at++]));
}

/** The part with another filling: what `next` makes of the present one, empty for undefined or another type. */
function withFilling(part: SentencePart, next: (filling: Filling) => unknown): SentencePart {
  if (typeof part === 'string' || 't' in part) return part;
  if ('name' in part) return { ...part, name: textOr(next(part.name)) };
  if ('n' in part) return { ...part, n: figureOr(next(part.n)) };
  if ('rate' in part) return { ...part, rate: figureOr(next(part.rate)) };
  if ('ms' in part) return { ...part, ms: figureOr(next(part.ms)) };
  if ('age' in part) return { ...part, age: figureOr(next(part.age)) };
  return { ...part, clock: figureOr(next(part.clock)) };
}

function textOr(filling: unknown): string {
  return typeof filling === 'string' ? filling : '';
}

function figureOr(filling: unknown): number {
  return typeof filling === 'number' ? filling : 0;
}
