import { compareEntryIds, millisOf, type EntryId } from '@weir/domain/entries/entry-id';

export type RulerScale = 'stretch' | 'linear' | 'entries';

/** Where an id stands on the ruler: 0 = first entry, 1 = right edge. Ids outside are held at the edges. */
export type Placement = (id: EntryId) => number;

/** 2 s, so that the last seconds of a stream, where healthy groups are, take up about a tenth of the width. */
const STRETCH_MS = 2_000;
/** For trims and replays, which are about older entries: the last seconds take less room. */
export const WIDE_STRETCH_MS = 40_000;

/** Place of an age between `oldestMs` (0) and now (1). */
export function placeOfAge(
  ageMs: number,
  oldestMs: number,
  scale: 'stretch' | 'linear',
  stretchMs = STRETCH_MS,
): number {
  if (oldestMs <= 0) return 1;
  const age = Math.min(Math.max(ageMs, 0), oldestMs);
  if (scale === 'linear') return 1 - age / oldestMs;
  return 1 - Math.log1p(age / stretchMs) / Math.log1p(oldestMs / stretchMs);
}

/** The age that stands at a place: the inverse of `placeOfAge`. */
export function ageAtPlace(
  place: number,
  oldestMs: number,
  scale: 'stretch' | 'linear',
  stretchMs = STRETCH_MS,
): number {
  const back = 1 - Math.min(Math.max(place, 0), 1);
  if (scale === 'linear') return back * oldestMs;
  return stretchMs * Math.expm1(back * Math.log1p(oldestMs / stretchMs));
}

export function placeByTime(
  at: number,
  firstId: EntryId,
  scale: 'stretch' | 'linear',
  stretchMs = STRETCH_MS,
): Placement {
  const oldestMs = at - millisOf(firstId);
  return (id) => placeOfAge(at - millisOf(id), oldestMs, scale, stretchMs);
}

/** A known rank: this id has `place` of the log in front of it. */
export interface Anchor {
  readonly id: EntryId;
  readonly place: number;
}

/**
 * For ids that are not times: what is known by counting (the ends, and groups whose unread is known) stands where its
 * count says, anything else between the two anchors around it in proportion to the ids.
 */
export function placeByEntries(firstId: EntryId, lastId: EntryId, counted: readonly Anchor[]): Placement {
  const inside = counted.filter(({ id }) => compareEntryIds(id, firstId) > 0 && compareEntryIds(id, lastId) < 0);
  const anchors = [{ id: firstId, place: 0 }, ...inside, { id: lastId, place: 1 }].toSorted(
    (a, b) => compareEntryIds(a.id, b.id) || a.place - b.place,
  );
  return (id) => {
    if (compareEntryIds(id, lastId) >= 0) return 1;
    const above = anchors.findIndex((anchor) => compareEntryIds(anchor.id, id) > 0);
    const upper = anchors[above];
    const lower = anchors[above - 1];
    if (upper === undefined || lower === undefined) return 0;
    return lower.place + (upper.place - lower.place) * shareOfWay(lower.id, id, upper.id);
  };
}

// Ids reach 2^128 together, so the proportion is taken in integers and only then made a number.
function shareOfWay(from: EntryId, id: EntryId, to: EntryId): number {
  const whole = asInteger(to) - asInteger(from);
  if (whole <= 0n) return 0;
  return Number(((asInteger(id) - asInteger(from)) * 1_000_000n) / whole) / 1_000_000;
}

function asInteger(id: EntryId): bigint {
  const dash = id.indexOf('-');
  return (BigInt(id.slice(0, dash)) << 64n) + BigInt(id.slice(dash + 1));
}
