import type { EntryId } from '@weir/domain/entries/entry-id';
import type { WorstPending } from '@weir/domain/groups/group-observation';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { PendingEntry } from '@weir/domain/pending/pending-entry';
import type { XpendingRow } from '../replies/xpending.ts';
import type { PendingPageReply } from '../replies/xpending-list.ts';
import { steady } from './consumer-watch.ts';

/** One page of the walk: some 12 µs of the server. */
export const PENDING_PAGE = 50;
/** The same for a stream somebody looks at. */
export const PENDING_PAGE_LOOKED_AT = 200;
// Who held an entry is told for at most so many; beyond that nobody reads on.
const MOST_HOLDERS = 20;
const JITTER_MS = 500;

/**
 * The oldest pending entry of a group, and its most often delivered one. The list is ordered by id alone, so the worst
 * one is found by walking it, one page at a time over many polls, and then from the front again.
 */
export interface PendingWatch {
  readonly oldest: Known<PendingEntry | null>;
  readonly worst: Known<WorstPending | null>;
  /** Last id looked at in this pass; null = the next page begins at the front. */
  readonly cursor: EntryId | null;
  readonly lookedAt: number;
  readonly passWorst: PendingEntry | undefined;
}

/** The replies of one reading. */
export interface PendingReading {
  /** From the front. */
  readonly front: PendingPageReply;
  /** Behind `cursor`; undefined when this reading began at the front. */
  readonly page: PendingPageReply | undefined;
  readonly asked: number;
  /** The worst entry looked up by itself; undefined = not asked. */
  readonly again: PendingPageReply | undefined;
}

const UNREAD = unknown('not read yet');

export const PENDING_NOT_READ: PendingWatch = {
  oldest: UNREAD,
  worst: UNREAD,
  cursor: null,
  lookedAt: 0,
  passWorst: undefined,
};

const DENIED = unknown('this account may not read pending entries');

export const PENDING_DENIED: PendingWatch = { ...PENDING_NOT_READ, oldest: DENIED, worst: DENIED };

export const NOTHING_PENDING: PendingWatch = {
  oldest: known(null),
  worst: known(null),
  cursor: null,
  lookedAt: 0,
  passWorst: undefined,
};

/** Takes in one reading made at `now` (Redis ms). */
export function observePending(before: PendingWatch, reading: PendingReading, now: number): PendingWatch {
  const { first } = reading.front;
  if (first === undefined) return NOTHING_PENDING;
  const page = reading.page ?? reading.front;
  const goesOn = reading.page !== undefined;
  const oldWorst = before.worst.known ? before.worst.value : null;
  const oldOldest = before.oldest.known ? before.oldest.value : null;
  const entry = (row: XpendingRow): PendingEntry => asPending(row, now, oldOldest, oldWorst?.entry);
  const pageWorst = page.worst === undefined ? undefined : entry(page.worst);
  const passWorst = worseOf(goesOn ? before.passWorst : undefined, pageWorst);
  const lookedAt = (goesOn ? before.lookedAt : 0) + page.rows;
  const ended = page.rows < reading.asked;
  const sought = (reading.again ?? page).sought;
  const worst = worseOf(sought === undefined ? undefined : entry(sought), passWorst);
  return {
    oldest: same(before.oldest, entry(first)),
    worst: sameWorst(before.worst, worst === undefined ? null : withHolders(worst, lookedAt, oldWorst)),
    cursor: ended ? null : (page.lastId ?? null),
    lookedAt: ended ? 0 : lookedAt,
    passWorst: ended ? undefined : passWorst,
  };
}

/** The id of the worst entry if it has to be looked up by itself because the next page will not show it. */
export function worstToLookUp(watch: PendingWatch): EntryId | undefined {
  return watch.cursor !== null && watch.worst.known ? watch.worst.value?.entry.id : undefined;
}

function worseOf(a: PendingEntry | undefined, b: PendingEntry | undefined): PendingEntry | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.deliveries > a.deliveries ? b : a;
}

function withHolders(entry: PendingEntry, lookedAt: number, old: WorstPending | null): WorstPending {
  const before = old?.entry.id === entry.id ? old.holders : [];
  const holders =
    before.includes(entry.consumer) || before.length >= MOST_HOLDERS ? before : [...before, entry.consumer];
  return old !== null && old.entry === entry && old.lookedAt === lookedAt && old.holders === holders
    ? old
    : { entry, lookedAt, holders };
}

function asPending(
  row: XpendingRow,
  now: number,
  oldest: PendingEntry | null,
  worst: PendingEntry | undefined,
): PendingEntry {
  const old = sameDelivery(row, oldest) ?? sameDelivery(row, worst);
  const deliveredAt = steady(now - row.idleMs, old?.deliveredAt, JITTER_MS);
  if (old !== undefined && old.deliveredAt === deliveredAt) return old;
  return { id: row.id, consumer: row.consumer, deliveredAt, deliveries: row.deliveries };
}

function same(before: Known<PendingEntry | null>, value: PendingEntry): Known<PendingEntry | null> {
  return before.known && before.value === value ? before : known(value);
}

function sameWorst(before: Known<WorstPending | null>, value: WorstPending | null): Known<WorstPending | null> {
  return before.known && before.value === value ? before : known(value);
}

function sameDelivery(row: XpendingRow, entry: PendingEntry | null | undefined): PendingEntry | undefined {
  if (entry === null || entry === undefined) return undefined;
  const { id, consumer, deliveries } = row;
  return entry.id === id && entry.consumer === consumer && entry.deliveries === deliveries ? entry : undefined;
}
