import { known, unknown, type Known } from '../known/known.ts';
import { millisOf, type EntryId } from './entry-id.ts';

export const IDS_ARE_NOT_TIMES = 'ids of this stream are not times';

// 2010-01-01T00:00:00Z. Redis is from 2009, streams from 2018: an id below this is a counter, not a clock.
const EARLIEST = 1_262_304_000_000;
const DAY_MS = 86_400_000;
const NOT_TIMES = unknown(IDS_ARE_NOT_TIMES);

/**
 * Epoch ms in an id, where the id is plausibly a time: from 2010 up to a day ahead of `now` (Redis time, epoch ms).
 * A time ahead of `now` comes back as `now`, so no age is ever negative; `idAhead` tells that this happened.
 */
export function timeInId(id: EntryId, now: number): Known<number> {
  const ms = millisOf(id);
  if (ms < EARLIEST || ms > now + DAY_MS) return NOT_TIMES;
  return known(ms > now ? now : ms);
}

/** True when the id is a time and that time has not come yet by Redis' own clock. */
export function idAhead(id: EntryId, now: number): boolean {
  const ms = millisOf(id);
  return ms > now && ms <= now + DAY_MS;
}
