import type { StreamFacts, GroupFacts } from '../actions/look.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { compareEntryIds } from '../entries/entry-id.ts';
import { pendingNow } from './pending-now.ts';
import type { Tally } from './tally.ts';
import type { UndoGround } from './undo-rule.ts';

// One page of what Redis is asked for payloads.
const PAGE = 1_000;
// Sorted so many at a time: nobody keeps millions in memory for the sake of the order.
const SORTED_TOGETHER = 20_000;
const BLOCK = 100;

/**
 * Freezes those of `entries` that can be put back into the pending list: in the stream, passed by the group, not
 * pending. Some servers keep pending entries in the order of delivery as well and look for the place of each from the
 * newest on, so they are put back in that order. `group` = null for one that is to be made anew, where nothing is pending.
 */
export function putBackFreezer(
  { look, freezer }: UndoGround,
  facts: StreamFacts,
  group: GroupFacts | null,
  tally: Tally,
) {
  let waiting: SeenEntry[] = [];
  // Of each block that goes back the newest time of delivery.
  const newest: number[] = [];
  let passed = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const entries = waiting.toSorted((a, b) => a.deliveredAt - b.deliveredAt);
    waiting = [];
    const earliest = entries[0]?.deliveredAt ?? 0;
    passed = Math.max(passed, newest.filter((time) => time > earliest).length * BLOCK);
    for (let end = BLOCK; end < entries.length + BLOCK; end += BLOCK) {
      newest.push(entries[Math.min(end, entries.length) - 1]?.deliveredAt ?? 0);
    }
    await freezer.freeze(entries);
  };
  return {
    async add(entries: readonly SeenEntry[], position = group?.position): Promise<void> {
      for (let at = 0; at < entries.length; at += PAGE) {
        const page = entries.slice(at, at + PAGE);
        const missing = await look.missing(
          facts.stream,
          facts,
          page.map(({ id }) => id),
        );
        const now = group === null ? null : await pendingNow(look, facts.stream, group.group, page);
        for (const entry of page) {
          const { id } = entry;
          const again = now?.get(id);
          if (again !== undefined) tally.stays({ id, reason: 'pending-again', consumer: again.consumer });
          else if (missing.has(id)) tally.stays({ id, reason: 'payload-gone' });
          else if (position !== undefined && compareEntryIds(id, position) > 0)
            tally.stays({ id, reason: 'not-passed' });
          else {
            waiting.push(entry);
            tally.returns(null, entry);
          }
        }
        freezer.progress(tally.count);
      }
      if (waiting.length >= SORTED_TOGETHER) await flush();
    },
    /** The rest of them. Gives how many at most are pending that were delivered later when one of them goes back. */
    async end(): Promise<number> {
      await flush();
      return (group?.pending ?? 0) + passed;
    },
  };
}
