import { compareEntryIds, parseEntryId, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import { timeInId } from '../entries/id-time.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { GroupPlace } from './action-input.ts';
import type { StreamFacts } from './look.ts';

export type FoundPlace = { readonly position: EntryId } | { readonly refusal: Sentence };

/** The position of a group that is to read from a place on, by the stream as it is now. */
export function placeOn(facts: StreamFacts, place: GroupPlace): FoundPlace {
  if ('at' in place) return { position: place.at === 'earliest' ? ZERO_ID : facts.lastGeneratedId };
  if ('from' in place) return before(facts, place.from);
  const { firstId, lastGeneratedId, at } = facts;
  const times = firstId === null || (timeInId(firstId, at).known && timeInId(lastGeneratedId, at).known);
  const id = parseEntryId(`${place.time}-0`);
  if (!times || id === undefined) {
    return { refusal: ['The ids of this stream are not times. Give the id of an entry instead.'] };
  }
  return before(facts, id);
}

/** Behind its end a group would pass over what comes with a smaller id. */
function before({ lastGeneratedId }: StreamFacts, from: EntryId): FoundPlace {
  const position = idBefore(from) ?? ZERO_ID;
  if (compareEntryIds(position, lastGeneratedId) <= 0) return { position };
  return {
    refusal: ['That lies behind the newest entry, ', { name: lastGeneratedId }, '. Choose the end to read what comes.'],
  };
}
