import { formatCount } from '@weir/domain/metrics/format-figures';
import type { EntryAnswer, PendingAnswer, PendingListAnswer } from '@weir/domain/wire/answers';
import { heatOf } from '../../ruler/marks.ts';
import { isFiltered, type PendingFilter } from './pending-search.ts';

/** The entry behind a pending one; undefined when its payload is gone or was not read. */
export function asEntry(item: PendingAnswer): EntryAnswer | undefined {
  if (item.payload !== 'present' || item.fields === undefined) return undefined;
  return { id: item.id, fields: item.fields, sizeBytes: item.sizeBytes ?? 0, cut: [] };
}

/** Text colour of a time since delivery: calm, then warm, then hot, by the steps of the ramp. */
export function waitTone(idleMs: number): string {
  const heat = heatOf(idleMs);
  return heat === 4 ? 'font-strong text-crit' : heat >= 2 ? 'font-strong text-warn' : 'text-text-2';
}

/** A second delivery is a retry, a fifth is the limit of a poison entry. */
export function deliveriesTone(deliveries: number): string {
  if (deliveries >= 5) return 'tint-crit text-crit';
  return deliveries > 1 ? 'tint-warn text-warn' : 'tint-quiet text-text-2';
}

/** How much was looked at for a page, and whether that was all. `pending` is the group's whole count. */
export function lookedAtWords(page: PendingListAnswer, filter: PendingFilter, pending: number): string {
  const found = page.items.length;
  if (!isFiltered(filter))
    return `${formatCount(found)} of ${formatCount(pending)} pending ${pending === 1 ? 'entry' : 'entries'}, the oldest first.`;
  const looked = `Looked at ${formatCount(page.lookedAt)} pending ${page.lookedAt === 1 ? 'entry' : 'entries'} for this page`;
  const matched = `${formatCount(found)} ${found === 1 ? 'matches' : 'match'}`;
  return `${looked}, ${matched}${page.nextCursor === null ? '. The list ends here.' : '.'}`;
}

/** Which emptiness it is when a page shows nothing. */
export function nothingPendingWords(page: PendingListAnswer, filter: PendingFilter, pending: number): string {
  if (page.nextCursor !== null)
    return `No match among the ${formatCount(page.lookedAt)} pending entries looked at so far.`;
  if (isFiltered(filter) && pending > 0) return `No pending entry matches. ${formatCount(pending)} without the filter.`;
  return pending === 0 ? 'Nothing is pending: everything delivered was acked.' : 'The list ends here.';
}
