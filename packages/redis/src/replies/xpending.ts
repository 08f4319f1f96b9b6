import { parseEntryId, type EntryId } from '@weir/domain/entries/entry-id';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import type { Reply } from './reply.ts';

/** One row of XPENDING key group start end count. */
export interface XpendingRow {
  readonly id: EntryId;
  /** '' = nobody holds it (Redis 8.8, after XNACK). */
  readonly consumer: string;
  /** Milliseconds since delivery; 0 for entries nobody holds, for which the server says -1. */
  readonly idleMs: number;
  readonly deliveries: number;
}

/** Rows of XPENDING's list form; undefined when the reply has another shape. */
export function xpendingRowsFrom(reply: Reply): readonly XpendingRow[] | undefined {
  if (!Array.isArray(reply)) return undefined;
  const rows: XpendingRow[] = [];
  // A consumer holds many rows: one readable text for all of them, not one each.
  const names = new Map<string, string>();
  for (const row of reply as readonly Reply[]) {
    if (!Array.isArray(row)) return undefined;
    const [idBytes, consumerBytes, idle, deliveries] = row as readonly Reply[]; // an array of replies holds replies
    const id = Buffer.isBuffer(idBytes) ? parseEntryId(idBytes.toString('latin1')) : undefined;
    if (id === undefined || !Buffer.isBuffer(consumerBytes)) return undefined;
    if (typeof idle !== 'number' || typeof deliveries !== 'number') return undefined;
    const key = consumerBytes.toString('latin1');
    let consumer = names.get(key);
    if (consumer === undefined) {
      consumer = readableFromBytes(consumerBytes);
      names.set(key, consumer);
    }
    rows.push({ id, consumer, idleMs: Math.max(0, idle), deliveries });
  }
  return rows;
}
