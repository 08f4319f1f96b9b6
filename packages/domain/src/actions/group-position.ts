import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import { formatCount } from '../metrics/format-figures.ts';
import { cliName } from '../names/cli-name.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { Freezer } from './freezer.ts';
import type { Counted, Look, StreamFacts, Walk } from './look.ts';

/** More than this is not counted; the figures are then said to be at least so much. */
const MOST_COUNTED = 5_000_000;

export interface Extent {
  readonly count: number;
  readonly exact: boolean;
}

export function walkFor(freezer: Freezer, atMost = MOST_COUNTED): Walk {
  return { signal: freezer.signal, atMost, progress: (looked) => freezer.progress(looked) };
}

/** What a group at this position has to read, without counting wherever that is known. */
export async function unreadFrom(look: Look, facts: StreamFacts, position: EntryId, freezer: Freezer): Promise<Extent> {
  const { firstId, lastId, length } = facts;
  if (firstId === null || lastId === null || compareEntryIds(position, lastId) >= 0) return { count: 0, exact: true };
  if (compareEntryIds(position, firstId) < 0) return { count: length, exact: true };
  for (const group of facts.groups) {
    if (group.position === position && group.unread.known && group.unread.value.exact) return group.unread.value;
  }
  return extentOf(await look.count(facts.stream, { after: position, until: lastId }, walkFor(freezer)));
}

export function extentOf({ entries, complete }: Counted): Extent {
  return { count: entries, exact: complete };
}

/** How many were added up to the position, which keeps the server's own lag right; null where it is not certain. */
export function readUpTo({ entriesAdded }: StreamFacts, unread: Extent): number | null {
  if (!unread.exact || !entriesAdded.known) return null;
  const read = entriesAdded.value - unread.count;
  return read >= 0 ? read : null;
}

/** "XGROUP SETID orders receipts 1-0 ENTRIESREAD 12" */
export function groupCommand(
  word: 'CREATE' | 'SETID',
  on: { readonly stream: string; readonly group: string },
  position: string,
  entriesRead: number | null,
): string {
  const reads = entriesRead === null ? '' : ` ENTRIESREAD ${entriesRead}`;
  return `XGROUP ${word} ${cliName(on.stream)} ${cliName(on.group)} ${position}${reads}`;
}

/** "408,800 entries", "at least 1 entry", for a title. */
export function extentWords({ count, exact }: Extent): string {
  return `${exact ? '' : 'at least '}${formatCount(count, 'full')} ${count === 1 ? 'entry' : 'entries'}`;
}

export function extentParts({ count, exact }: Extent): Sentence {
  return [exact ? '' : 'at least ', { n: count }, count === 1 ? ' entry' : ' entries'];
}
