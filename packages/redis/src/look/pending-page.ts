import type { Look } from '@weir/domain/actions/look';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Command } from '../commands/ask.ts';
import { idAfter } from '../pages/neighbour-id.ts';
import { nameBytes, type Reader } from '../pages/reader.ts';
import { xpendingRowsFrom } from '../replies/xpending.ts';
import { askTogether, orThrow, timeFrom } from './ask-one.ts';

/** 1,000 rows take Redis about 0.2 ms. Never with IDLE: that filter makes one call walk the whole list. */
const PAGE_ROWS = 1_000;
const TRIES = 6;

/**
 * A page of pending entries with the time each was delivered. Redis tells the time since delivery, so its clock is read
 * before and behind: when something came between the two, the page is read again.
 */
export async function readPendingPage(
  read: Reader,
  stream: string,
  group: string,
  page: Parameters<Look['pending']>[2],
): ReturnType<Look['pending']> {
  const from = page.after === undefined ? (page.from ?? '-') : idAfter(page.after);
  const consumer = page.consumer === undefined ? [] : [nameBytes(page.consumer)];
  // Behind the greatest id there is nothing, and a range that ends before it begins has nothing in it.
  const start: EntryId | '-' | '+' = from ?? '+';
  let count = PAGE_ROWS;
  for (let tries = 1; ; tries += 1) {
    const ends = [start, page.to ?? '+', String(count)];
    const command: Command = ['XPENDING', nameBytes(stream), nameBytes(group), ...ends, ...consumer];
    const [early, reply, late] = await askTogether(read, [['TIME'], command, ['TIME']]);
    const at = timeFrom(early);
    const found = xpendingRowsFrom(orThrow(reply, command));
    if (found === undefined) {
      throw new ConsoleError('internal', 'Redis answered XPENDING in a shape Weir does not know.');
    }
    if (timeFrom(late) - at > 1 && tries < TRIES) {
      // A busy server needs longer for a page than the clock may move: a smaller one.
      count = Math.ceil(count / 2);
      continue;
    }
    const seen = found.map(({ id, consumer, deliveries, idleMs }): SeenEntry => ({
      id,
      consumer,
      deliveries,
      deliveredAt: at - idleMs,
    }));
    return { rows: seen, next: seen.length < count ? null : (seen.at(-1)?.id ?? null), at };
  }
}
