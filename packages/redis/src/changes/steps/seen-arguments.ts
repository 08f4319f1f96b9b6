import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import { nameArgument } from '../name-argument.ts';

/**
 * The arguments SEEN_LUA reads: what entries one behind the other have in common is said once, for they mostly were
 * delivered together.
 */
export function seenArguments(
  group: string,
  entries: readonly SeenEntry[],
  from: number,
  size: number,
): (string | Buffer)[] {
  const runs: (string | Buffer)[] = [];
  const ids: string[] = [];
  let count = 0;
  let length = 0;
  let ascend = true;
  let oneOwner = true;
  let before: SeenEntry | undefined;
  const end = Math.min(entries.length, from + size);
  const close = (): void => {
    if (before === undefined) return;
    runs.push(String(length), nameArgument(before.consumer), String(before.deliveries), String(before.deliveredAt));
    count += 1;
  };
  for (let at = from; at < end; at += 1) {
    const entry = entries[at];
    if (entry === undefined) continue;
    if (before !== undefined) {
      if (!isBelow(before.id, entry.id)) ascend = false;
      if (entry.consumer !== before.consumer) oneOwner = false;
      const { consumer, deliveries, deliveredAt } = before;
      if (entry.consumer !== consumer || entry.deliveries !== deliveries || entry.deliveredAt !== deliveredAt) {
        close();
        length = 0;
      }
    }
    before = entry;
    length += 1;
    ids.push(entry.id);
  }
  close();
  const owner = oneOwner && before !== undefined ? nameArgument(before.consumer) : '';
  return [nameArgument(group), String(count), owner, ascend ? '1' : '0', ...runs, ...ids];
}

const DASH = 45;
const AFTER_MS = 13;

// Ids with as many digits on both sides, as nearly all have, stand in the order of their text.
function isBelow(a: EntryId, b: EntryId): boolean {
  if (a.length === b.length && a.charCodeAt(AFTER_MS) === DASH && b.charCodeAt(AFTER_MS) === DASH) return a < b;
  return compareEntryIds(a, b) < 0;
}
