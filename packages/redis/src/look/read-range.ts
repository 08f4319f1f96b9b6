import type { Entry } from '@weir/domain/entries/entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import type { Reader } from '../pages/reader.ts';
import { entryFromRaw } from '../replies/xrange.ts';
import { rangePages, type IdRange } from './range-pages.ts';

/** The entries of a range as they are shown, in replies of about a MiB. */
export async function* readRange(
  read: Reader,
  stream: string,
  range: IdRange,
): AsyncGenerator<{ readonly entries: readonly Entry[]; readonly unread: readonly EntryId[] }> {
  for await (const { entries, unread } of rangePages(read, stream, range)) {
    yield { entries: entries.map((raw) => entryFromRaw(raw)), unread };
  }
}
