import type { Sentence } from '../wire/sentence.ts';
import type { GroupFacts } from './look.ts';
import type { Draft, GroupEffect } from './plan.ts';

/** What it means for a group that entries are added to its stream. */
export function readsNew(
  group: GroupFacts,
  affects: Draft['affects'],
  [one, many]: readonly [string, string] = ['entry', 'entries'],
): GroupEffect {
  const { group: name, consumers } = group;
  const who: Sentence =
    consumers === 0
      ? ['; it has no consumer yet.']
      : ['; it has ', { n: consumers }, consumers === 1 ? ' consumer.' : ' consumers.'];
  const sentence: Sentence = [
    { name },
    affects.exact ? ' reads ' : ' reads at least ',
    { n: affects.count },
    affects.count === 1 ? ` ${one} as a new entry` : ` ${many} as new entries`,
    ...who,
  ];
  return { group: name, effect: 'reads-new', entries: affects, sentence };
}
