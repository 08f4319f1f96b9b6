import { packFrozen, unpackFrozen } from '@weir/domain/actions/frozen-pack';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import type { Database } from '../file/tables.ts';

// Small enough that a slice costs little beyond itself, large enough that a million entries are a few hundred rows.
const CHUNK = 5_000;

/** Adds entries behind those the plan has frozen already. */
export async function addFrozen(
  database: Database,
  planId: string,
  entries: readonly SeenEntry[],
  now: number,
): Promise<void> {
  const last = await database
    .selectFrom('frozen')
    .select(['first', 'count'])
    .where('plan_id', '=', planId)
    .orderBy('first', 'desc')
    .limit(1)
    .executeTakeFirst();
  const start = last === undefined ? 0 : last.first + last.count;
  for (let at = 0; at < entries.length; at += CHUNK) {
    const part = entries.slice(at, at + CHUNK);
    await database
      .insertInto('frozen')
      .values({ plan_id: planId, first: start + at, count: part.length, at: now, packed: packFrozen(part) })
      .execute();
  }
}

/** The entries at [from, from + count) of the set, as far as there are any; reads only the chunks they lie in. */
export async function frozenSlice(
  database: Database,
  planId: string,
  from: number,
  count: number,
): Promise<SeenEntry[]> {
  if (count <= 0) return [];
  const chunks = await database
    .selectFrom('frozen')
    .select(['first', 'packed'])
    .where('plan_id', '=', planId)
    .where('first', '>', from - CHUNK)
    .where('first', '<', from + count)
    .orderBy('first')
    .execute();
  return chunks.flatMap(({ first, packed }) =>
    unpackFrozen(packed).slice(Math.max(0, from - first), Math.max(0, from + count - first)),
  );
}
