import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { entryFromBeginning } from '../pages/entry-beginning.ts';
import { idAfter } from '../pages/neighbour-id.ts';
import { createPace, learnFromExcess, learnFromReply, nextCount } from '../pages/pace.ts';
import { ONE_ENTRY_BYTES, REPLY_MS, SEVERAL_ENTRIES_BYTES } from '../pages/page-budget.ts';
import { entriesOrThrow } from '../pages/range-walk.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import type { RawEntry } from '../replies/xrange.ts';

export interface IdRange {
  readonly after: EntryId;
  readonly until: EntryId;
}

export interface RangePage {
  readonly entries: readonly RawEntry[];
  /** Entries too large to receive, by their id alone. */
  readonly unread: readonly EntryId[];
}

/**
 * Walks a range with payloads, oldest first, in replies of about a MiB. Nobody knows how large entries are before they
 * are read, so it begins with one and asks for more as far as the sizes seen allow.
 */
export async function* rangePages(read: Reader, stream: string, range: IdRange): AsyncGenerator<RangePage> {
  const key = nameBytes(stream);
  const pace = createPace();
  let from = idAfter(range.after);
  let count = 1;
  while (from !== undefined && compareEntryIds(from, range.until) <= 0) {
    const command: Command = ['XRANGE', key, from, range.until, 'COUNT', String(count)];
    const bytes = count === 1 ? ONE_ENTRY_BYTES : SEVERAL_ENTRIES_BYTES;
    const bounded = await read([command], { bytes, ms: REPLY_MS });
    if (bounded.kind === 'too-much') {
      learnFromExcess(pace);
      const id = count === 1 ? entryFromBeginning(bounded.beginning)?.id : undefined;
      if (count === 1 && id === undefined) throw new ConsoleError('too-large', 'An entry here is too large to read.');
      count = 1;
      if (id === undefined) continue;
      yield { entries: [], unread: [id] };
      from = idAfter(id);
      continue;
    }
    learnFromReply(pace, bounded.bytes, bounded.ms);
    const entries = entriesOrThrow(bounded.replies[0], command);
    if (entries.length > 0) yield { entries, unread: [] };
    const last = entries.at(-1)?.id;
    from = entries.length < count || last === undefined ? undefined : idAfter(last);
    count = nextCount(pace, count, bounded.bytes / Math.max(1, entries.length));
  }
}
