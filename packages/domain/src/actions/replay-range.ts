import { compareEntryIds, ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import { idBefore } from '../entries/id-beside.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { InputOf } from './action-input.ts';
import type { Freezer } from './freezer.ts';
import type { Look, StreamFacts } from './look.ts';

export type ReplayInput = InputOf<'replay'>;

/** Entries with after < id ≤ until, fixed when the plan is made: what comes later is not part of it. */
export interface ReplayRange {
  readonly after: EntryId;
  readonly until: EntryId;
}

/** What a draft is made of. */
export interface ReplayGround {
  readonly look: Look;
  readonly input: ReplayInput;
  readonly facts: StreamFacts;
  readonly range: ReplayRange;
  readonly freezer: Freezer;
}

/** More than this is not counted; the figures are then said to be at least so much. */
export const MOST_LOOKED_AT = 5_000_000;

export function replayRange(input: ReplayInput, facts: StreamFacts): ReplayRange | { readonly refusal: Sentence } {
  const { lastId } = facts;
  if (lastId === null) return { refusal: ['The stream is empty: there is nothing to replay.'] };
  const after = input.from === undefined ? ZERO_ID : (idBefore(input.from) ?? ZERO_ID);
  const until = input.to === undefined || compareEntryIds(input.to, lastId) > 0 ? lastId : input.to;
  if (compareEntryIds(after, until) >= 0) {
    return { refusal: ['No entry lies in this range. Choose a start before its end, and before the last entry.'] };
  }
  if (facts.firstId !== null && compareEntryIds(until, facts.firstId) < 0) {
    return { refusal: ['All entries of this range are gone from the stream. Choose a later range.'] };
  }
  return { after, until };
}
