import type { DraftTrouble } from './rule-draft.ts';

const FIELDS: readonly (readonly [field: keyof DraftTrouble, words: string])[] = [
  ['value', 'the limit'],
  ['lasting', 'how long it must hold'],
  ['clear', 'the level where it is over'],
  ['hold', 'how long it must be over'],
  ['repeat', 'the repeat'],
  ['streams', 'the streams it applies to'],
  ['groups', 'the groups it applies to'],
  ['except', 'what is left out'],
  ['channels', 'the list of channels'],
];

/** "the limit cannot be used": why there is no rule yet, by its first field that says none; '' = there is one. */
export function unreadWords(trouble: DraftTrouble): string {
  const first = FIELDS.find(([field]) => trouble[field] !== undefined);
  return first === undefined ? '' : `${first[1]} cannot be used`;
}
