import { compareEntryIds, parseEntryId } from '@weir/domain/entries/entry-id';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { StreamRow } from '@weir/domain/wire/stream-row';

export type Direction = 'asc' | 'desc';

/** What the address says about the entries shown; what cannot be read counts as absent. */
export interface EntriesPlace {
  readonly direction: Direction;
  /** Where reading starts, in the direction of reading. */
  readonly from: string | undefined;
  readonly cursor: string | undefined;
}

interface Params {
  readonly from?: string | undefined;
  readonly dir?: string | undefined;
  readonly page?: string | undefined;
}

export function placeOf({ from, dir, page }: Params): EntriesPlace {
  return {
    direction: dir === 'asc' ? 'asc' : 'desc',
    from: from === undefined ? undefined : parseEntryId(from),
    cursor: page === undefined ? undefined : parseEntryId(page),
  };
}

/** The bounds to ask for: reading downwards, the start is the upper one. */
export function boundsOf({ direction, from }: EntriesPlace): { readonly from?: string; readonly to?: string } {
  if (from === undefined) return {};
  return direction === 'asc' ? { from } : { to: from };
}

/**
 * Where reading has to start for the address to show these entries again: the top of the list moves with every new
 * entry, so an opened one holds the list where it is.
 */
export function startToKeep(place: EntriesPlace, shown: readonly { readonly id: string }[]): string | undefined {
  return place.from ?? (place.cursor === undefined ? shown[0]?.id : undefined);
}

/** True when the stream has entries newer than the first one shown at the top of the newest-first list. */
export function hasNewer(place: EntriesPlace, firstShown: string | undefined, lastId: string | null): boolean {
  if (place.direction !== 'desc' || place.from !== undefined || place.cursor !== undefined) return false;
  const newest = parseEntryId(lastId ?? '');
  if (newest === undefined) return false;
  const shown = parseEntryId(firstShown ?? '');
  return shown === undefined || compareEntryIds(newest, shown) > 0;
}

/** Which emptiness it is when a page of a stream that holds entries shows none. */
export function nothingHereWords(place: EntriesPlace, row: StreamRow): string {
  if (place.cursor !== undefined) return 'The list ends here.';
  if (place.from !== undefined) {
    const covers = `The ${formatCount(row.length)} entries of this stream go from ${row.firstId ?? '?'} to ${row.lastId ?? '?'}.`;
    return `No entry ${place.direction === 'asc' ? 'at or after' : 'at or before'} ${place.from}. ${covers}`;
  }
  return 'The entries were trimmed or deleted since the last poll.';
}

/** The server puts no more into one file. */
export const MOST_SAVED = 1_000_000;

/** The list as a file, from where it starts to where it ends; the file has the oldest first whichever way it is read. */
export function saveHref(conn: string, stream: string, place: EntriesPlace, format: 'csv' | 'ndjson'): string {
  const params = { connection: conn, stream, ...boundsOf(place), limit: String(MOST_SAVED) };
  return `/export/entries.${format}?${new URLSearchParams(params).toString()}`;
}

/** What such a file holds. */
export function saveWords({ direction, from }: EntriesPlace): string {
  const which =
    from === undefined
      ? 'All entries of the stream'
      : `All entries from ${from} ${direction === 'asc' ? 'on' : 'down'}`;
  return `${which}, the oldest first, up to ${formatCount(MOST_SAVED, 'full')}`;
}
