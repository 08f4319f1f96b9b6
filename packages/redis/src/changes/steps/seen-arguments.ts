import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import { nameArgument } from '../name-argument.ts';

/**
 * The arguments SEEN_LUA reads. Few and long ones: each argument of its own costs Redis about as much as looking at the
 * entry. What entries one behind the other have in common is said once, for they mostly were delivered together.
 */
export function seenArguments(
  group: string,
  entries: readonly SeenEntry[],
  from: number,
  size: number,
): (string | Buffer)[] {
  const places = new Map<string, number>();
  const ids: EntryId[] = [];
  const runs: string[] = [];
  let length = 0;
  let ascend = true;
  let before: SeenEntry | undefined;
  const close = (): void => {
    if (before === undefined) return;
    const place = places.get(before.consumer) ?? places.size + 1;
    places.set(before.consumer, place);
    runs.push(`${length} ${place} ${before.deliveries} ${before.deliveredAt}`);
  };
  const end = Math.min(entries.length, from + size);
  for (let at = from; at < end; at += 1) {
    const entry = entries[at];
    if (entry === undefined) continue;
    if (before !== undefined) {
      if (!isBelow(before.id, entry.id)) ascend = false;
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
  const owners = [...places.keys()].map(nameArgument);
  const ends = [ids[0] ?? '', ids.at(-1) ?? ''];
  return [
    nameArgument(group),
    ascend ? '1' : '0',
    String(ids.length),
    ...ends,
    ids.join(' '),
    runs.join(' '),
    ...owners,
  ];
}

const DASH = 45;
const AFTER_MS = 13;

// Ids with as many digits on both sides, as nearly all have, stand in the order of their text.
function isBelow(a: EntryId, b: EntryId): boolean {
  if (a.length === b.length && a.charCodeAt(AFTER_MS) === DASH && b.charCodeAt(AFTER_MS) === DASH) return a < b;
  return compareEntryIds(a, b) < 0;
}
