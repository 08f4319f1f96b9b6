import { sql } from 'kysely';
import type { Database } from '../file/tables.ts';

// More than any one write of the journal needs, a chunk of frozen entries included.
const ROOM_BYTES = 262_144;

/** Fails as any write would while the disk is still full. Two commits, because pages freed in the first are not written. */
export async function proveRoom(database: Database): Promise<void> {
  await database
    .insertInto('probe')
    .values({ filling: sql<Uint8Array>`zeroblob(${sql.lit(ROOM_BYTES)})` })
    .execute();
  await database.deleteFrom('probe').execute();
}
