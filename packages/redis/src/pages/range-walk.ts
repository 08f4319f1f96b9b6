import type { Entry } from '@weir/domain/entries/entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { failureFromReply } from '../errors/failure.ts';
import { ReplyError, type Reply } from '../replies/reply.ts';
import { entryFromRaw, rawEntriesFrom, type RawEntry } from '../replies/xrange.ts';
import { entryFromBeginning } from './entry-beginning.ts';
import { idAfter, idBefore } from './neighbour-id.ts';
import {
  firstCount,
  learnFromExcess,
  learnFromReply,
  MAX_COUNT,
  nextCount,
  rememberLargest,
  type Pace,
} from './pace.ts';
import { createPageBudget, MAX_BEGINNINGS, ONE_ENTRY_BYTES, REPLY_MS, SEVERAL_ENTRIES_BYTES } from './page-budget.ts';
import type { Reader } from './reader.ts';

export interface RangeWalk {
  readonly stream: string;
  readonly key: Buffer;
  readonly direction: 'asc' | 'desc';
  /** Where to begin and where to end, in the direction of the walk, inclusive. */
  readonly begin: EntryId | '-' | '+';
  readonly end: EntryId | '-' | '+';
  /** Entries wanted. */
  readonly limit: number;
}

export interface Walked {
  readonly entries: readonly Entry[];
  /** True when the range ended before the limit or a budget was reached. */
  readonly ended: boolean;
}

/**
 * Walks a range with XRANGE or XREVRANGE in calls whose COUNT grows only as far as the sizes seen so far allow: no
 * command tells how large entries are before they are read. An entry too large to receive is shown by its beginning.
 */
export async function walkRange(read: Reader, walk: RangeWalk, pace: Pace): Promise<Walked> {
  const entries: Entry[] = [];
  const budget = createPageBudget();
  let begin: RangeWalk['begin'] | undefined = walk.begin;
  let ask = firstCount(pace, walk.stream);
  let largest = 0;
  let beginnings = 0;
  // An empty page would look like the end: the first entry is read whatever the time.
  while (entries.length < walk.limit && begin !== undefined && (entries.length === 0 || !budget.spent())) {
    const count = Math.min(ask, walk.limit - entries.length, MAX_COUNT);
    const command = rangeCommand(walk, begin, count);
    const limit = count === 1 ? ONE_ENTRY_BYTES : SEVERAL_ENTRIES_BYTES;
    const bounded = await read([command], { bytes: limit, ms: REPLY_MS });
    if (bounded.kind === 'too-much') {
      learnFromExcess(pace);
      ask = 1;
      // Of several entries the first need not be the large one: it is asked for alone.
      if (count > 1) continue;
      const entry = entryFromBeginning(bounded.beginning);
      if (entry === undefined) throw new ConsoleError('too-large', 'An entry here is too large to read.');
      entries.push(entry);
      largest = Math.max(largest, entry.sizeBytes);
      begin = beyond(walk, entry.id);
      beginnings += 1;
      if (beginnings >= MAX_BEGINNINGS) break;
      continue;
    }
    learnFromReply(pace, bounded.bytes, bounded.ms);
    const found = entriesOrThrow(bounded.replies[0], command).map((raw) => entryFromRaw(raw));
    entries.push(...found);
    budget.take(bounded.bytes, found);
    largest = Math.max(largest, ...found.map((entry) => entry.sizeBytes));
    begin = found.length < count ? undefined : beyond(walk, found.at(-1)?.id);
    ask = nextCount(pace, count, largest);
  }
  if (largest > 0) rememberLargest(pace, walk.stream, largest);
  return { entries, ended: begin === undefined };
}

function rangeCommand(walk: RangeWalk, begin: string, count: number): Command {
  // Both commands take the bounds in the order of the walk: XREVRANGE wants the higher one first.
  return [walk.direction === 'asc' ? 'XRANGE' : 'XREVRANGE', walk.key, begin, walk.end, 'COUNT', String(count)];
}

function beyond(walk: RangeWalk, id: EntryId | undefined): EntryId | undefined {
  if (id === undefined) return undefined;
  return walk.direction === 'asc' ? idAfter(id) : idBefore(id);
}

/** The entries of one reply, or the failure it stands for. */
export function entriesOrThrow(reply: Reply | undefined, command: Command): readonly RawEntry[] {
  if (reply instanceof ReplyError) throw failureFromReply(reply, command);
  const raws = reply === undefined ? undefined : rawEntriesFrom(reply);
  if (raws === undefined) throw new ConsoleError('internal', 'Redis answered a range in a shape Weir does not know.');
  return raws;
}
