import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';
import type { Sentence } from '../wire/sentence.ts';
import type { Look, StreamFacts } from './look.ts';
import type { LeftPending } from './preview.ts';
import type { StopSign } from './stop-sign.ts';

// Of each group's pending list; what lies behind is not looked at, and the figure is then said to be at least so much.
const MOST_ROWS = 100_000;

/** Of these entries, in order, what each group has not read and what it holds pending: that stays when they are removed. */
export async function leftPending(
  look: Look,
  facts: StreamFacts,
  ids: readonly EntryId[],
  signal: StopSign,
): Promise<readonly LeftPending[]> {
  const [from, to] = [ids[0], ids.at(-1)];
  if (from === undefined || to === undefined) return [];
  const meant = new Set(ids);
  const left: LeftPending[] = [];
  for (const { group, position, pending: held, smallestPendingId } of facts.groups) {
    let count = 0;
    let rows = 0;
    let after: EntryId | null = null;
    let exact = true;
    if (held > 0 && (smallestPendingId === null || compareEntryIds(smallestPendingId, to) <= 0)) {
      do {
        const page: Awaited<ReturnType<Look['pending']>> = await look.pending(facts.stream, group, {
          from,
          to,
          ...(after === null ? {} : { after }),
        });
        for (const { id } of page.rows) if (meant.has(id)) count += 1;
        rows += page.rows.length;
        after = page.next;
      } while (after !== null && rows < MOST_ROWS && !signal.aborted);
      exact = after === null;
    }
    left.push({ group, unread: countBehind(ids, position), pending: { count, exact } });
  }
  return left;
}

/** "Never gets 5 it has not read. 3 stay pending without a payload." */
export function leftWords({ unread, pending }: LeftPending): Sentence {
  const words: Sentence[number][] = [];
  if (unread > 0) words.push('Never gets ', { n: unread, b: true }, ' it has not read.');
  if (pending.count > 0) {
    const stay = pending.count === 1 ? ' stays pending without a payload.' : ' stay pending without a payload.';
    words.push(`${unread > 0 ? ' ' : ''}${pending.exact ? '' : 'At least '}`, { n: pending.count, b: true }, stay);
  } else if (!pending.exact) words.push('Whether it holds some pending is not known.');
  return words.length === 0 ? ['Has read and acknowledged all of them.'] : words;
}

function countBehind(ids: readonly EntryId[], position: EntryId): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const id = ids[middle];
    if (id !== undefined && compareEntryIds(id, position) > 0) high = middle;
    else low = middle + 1;
  }
  return ids.length - low;
}
