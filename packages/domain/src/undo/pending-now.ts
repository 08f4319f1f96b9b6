import type { Look } from '../actions/look.ts';
import type { SeenEntry } from '../actions/seen-entry.ts';
import { compareEntryIds, type EntryId } from '../entries/entry-id.ts';

// Few entries are asked for one by one: between the first and the last of them a million others may be pending.
const FEW = 20;

/** Of these entries the ones that are pending now, with who has them. */
export async function pendingNow(
  look: Look,
  stream: string,
  group: string,
  entries: readonly SeenEntry[],
): Promise<ReadonlyMap<EntryId, SeenEntry>> {
  const now = new Map<EntryId, SeenEntry>();
  const ids = entries.map(({ id }) => id).toSorted(compareEntryIds);
  if (ids.length <= FEW) {
    for (const id of ids) {
      const { rows } = await look.pending(stream, group, { from: id, to: id });
      for (const row of rows) now.set(row.id, row);
    }
    return now;
  }
  const wanted = new Set(ids);
  const [from, to] = [ids[0], ids.at(-1)];
  if (from === undefined || to === undefined) return now;
  let after: EntryId | undefined;
  do {
    const page = await look.pending(stream, group, after === undefined ? { from, to } : { from, to, after });
    for (const row of page.rows) if (wanted.has(row.id)) now.set(row.id, row);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return now;
}
