import { formatClock, formatCount, formatDuration, formatRate } from '../metrics/format-figures.ts';
import type { Sentence, SentencePart } from './sentence.ts';

/** A sentence as plain text for scripts and logs; ages are taken at `now` (Redis time), clock times are UTC. */
export function plainSentence(sentence: Sentence, now: number): string {
  return sentence.map((part) => plainPart(part, now)).join('');
}

function plainPart(part: SentencePart, now: number): string {
  if (typeof part === 'string') return part;
  if ('t' in part) return part.t;
  if ('name' in part) return part.name;
  if ('n' in part) return formatCount(part.n, 'full');
  if ('rate' in part) return formatRate(part.rate);
  if ('ms' in part) return formatDuration(part.ms);
  if ('age' in part) return formatDuration(now - part.age);
  return formatClock(part.clock);
}
