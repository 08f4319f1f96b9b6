import type { Selection } from '@weir/domain/actions/action-input';
import { type EntryId, parseEntryId } from '@weir/domain/entries/entry-id';
import type { PendingFilter } from '../../pending/pending-search.ts';

/** Without any filter only entries that wait at least this long are meant: younger ones are being worked on. */
export const STUCK_AFTER_MS = 300_000;

/** The pending entries a filter means, for a plan. Null: as the filter says; a number: idle at least so long instead. */
export function selectionOfFilter(filter: PendingFilter, minIdleMs: number | null): Selection {
  const least = minIdleMs ?? filter.idle?.minMs ?? 0;
  const most = filter.idle?.maxMs ?? null;
  return {
    matching: {
      ...(filter.consumer === undefined ? {} : { consumer: filter.consumer }),
      ...(least === 0 ? {} : { minIdleMs: least }),
      // The list's own range ends below its upper edge, the selection's is inclusive.
      ...(most === null ? {} : { maxIdleMs: most - 1 }),
      ...(filter.minDeliveries === undefined ? {} : { minDeliveries: filter.minDeliveries }),
    },
  };
}

/** The chosen rows in the order of the log; undefined when there are none. */
export function selectionOfIds(ids: Iterable<string>): Selection | undefined {
  const parsed = [...ids].map(parseEntryId).filter((id): id is EntryId => id !== undefined);
  return parsed.length === 0 ? undefined : { ids: parsed };
}

/** How long an entry must have waited before it is meant, where nothing else was chosen. */
export function firstMinIdle(filter: PendingFilter): number {
  if (filter.idle !== undefined) return filter.idle.minMs;
  return filter.consumer === undefined && filter.minDeliveries === undefined ? STUCK_AFTER_MS : 0;
}

/** What the link of a dialog asks for, or where there is none, what the page's filter does. */
export function minIdleOf(linked: Selection | undefined, filter: PendingFilter): number {
  if (linked === undefined) return firstMinIdle(filter);
  return 'matching' in linked ? (linked.matching.minIdleMs ?? 0) : 0;
}

/** In the place of a plan when a link was about rows that nobody has chosen here. */
export const ROWS_FORGOTTEN = 'The rows this link was about are not known any more. Choose them again.';

const STEPS_MS = [0, 60_000, 300_000, 900_000, 2_700_000, 3_600_000];

/** Steps to choose from, with the present one among them. */
export function minIdleSteps(present: number): readonly number[] {
  return STEPS_MS.includes(present) ? STEPS_MS : [...STEPS_MS, present].toSorted((a, b) => a - b);
}
