import type { StreamFacts } from '../actions/look.ts';
import type { Sentence } from '../wire/sentence.ts';

// Passing one takes Redis 15 ns where they lie in a row and up to 200 where they lie scattered in memory: behind so many
// a single XCLAIM takes 4 ms at the very worst, mostly a tenth of it.
const MOST_NEWER = 20_000;

/** What goes back does so without the time of delivery it had. */
export interface IdleAnew {
  readonly idleAnew?: true;
}

/** `newer` = at most so many entries are pending that were delivered later than what goes back. */
export function idleAnewAmong(newer: number, { earlierTimesCost }: Pick<StreamFacts, 'earlierTimesCost'>): IdleAnew {
  return earlierTimesCost && newer > MOST_NEWER ? { idleAnew: true } : {};
}

export function idleAnewSentence(newer: number, { idleAnew }: IdleAnew): Sentence {
  if (idleAnew !== true) return [];
  return [
    ' Their idle time starts anew: to give one back the time it was delivered, this Redis passes all that were delivered later one by one, up to ',
    { n: newer, b: true },
    '.',
  ];
}
