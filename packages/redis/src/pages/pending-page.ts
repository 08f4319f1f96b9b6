import type { PendingPage, PendingRequest, PendingRow } from '@weir/domain/connections/gateway';
import { compareEntryIds, type EntryId } from '@weir/domain/entries/entry-id';
import type { XpendingRow } from '../replies/xpending.ts';
import { checkedLimit } from './entries-page.ts';
import { idAfter } from './neighbour-id.ts';
import type { Pace } from './pace.ts';
import { readPayloads, type Payload } from './payloads.ts';
import { WALK_PAGE_ROWS, WALK_ROWS, walkPending } from './pending-walk.ts';
import { nameBytes, type Reader } from './reader.ts';

/** One page of a group's pending list, oldest id first, filtered here, each row with its entry's payload if it is there. */
export async function readPending(read: Reader, request: PendingRequest, pace: Pace): Promise<PendingPage> {
  const limit = checkedLimit(request.limit);
  const key = nameBytes(request.stream);
  const found = await collect(read, request, key, limit);
  const ids = found.rows.map((row) => row.id);
  const payloads = await readPayloads(read, { name: request.stream, key }, ids, pace);
  const items = found.rows.map((row, index) => pendingRow(row, payloads[index] ?? { payload: 'not-read' }));
  return { items, next: found.next, lookedAt: found.lookedAt, at: found.at };
}

interface Collected {
  readonly rows: readonly (XpendingRow & { readonly deliveredAt: number })[];
  readonly next: EntryId | null;
  readonly lookedAt: number;
  readonly at: number;
}

async function collect(read: Reader, request: PendingRequest, key: Buffer, limit: number): Promise<Collected> {
  const group = nameBytes(request.group);
  const consumer = request.consumer === undefined ? undefined : nameBytes(request.consumer);
  const from = request.after === undefined ? request.from : later(idAfter(request.after), request.from);
  const to = request.to ?? '+';
  const rows: (XpendingRow & { deliveredAt: number })[] = [];
  let lookedAt = 0;
  let at = 0;
  // A consumer filter is the server's own (it keeps a list per consumer); the others make most rows of a call useless.
  const pageRows = isFiltered(request) ? WALK_PAGE_ROWS : limit + 1;
  for await (const piece of walkPending(read, { key, group, consumer, from: from ?? '-', to, pageRows })) {
    at = piece.at;
    for (const row of piece.rows) {
      if (!matches(request, row)) {
        lookedAt += 1;
        continue;
      }
      const lastId = rows.at(-1)?.id;
      // The row after a full page proves that there is a next one; it belongs to that page.
      if (rows.length === limit && lastId !== undefined) return { rows, next: lastId, lookedAt, at };
      lookedAt += 1;
      rows.push({ ...row, deliveredAt: piece.at - row.idleMs });
    }
    if (piece.last) break;
    const lastLooked = piece.rows.at(-1)?.id;
    if (lookedAt >= WALK_ROWS && lastLooked !== undefined) return { rows, next: lastLooked, lookedAt, at };
  }
  return { rows, next: null, lookedAt, at };
}

function isFiltered(request: PendingRequest): boolean {
  return request.minIdleMs !== undefined || request.maxIdleMs !== undefined || request.minDeliveries !== undefined;
}

function matches(request: PendingRequest, row: XpendingRow): boolean {
  return (
    row.idleMs >= (request.minIdleMs ?? 0) &&
    row.idleMs <= (request.maxIdleMs ?? Infinity) &&
    row.deliveries >= (request.minDeliveries ?? 0)
  );
}

function later(a: EntryId | undefined, b: EntryId | undefined): EntryId | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareEntryIds(a, b) > 0 ? a : b;
}

function pendingRow(row: XpendingRow & { readonly deliveredAt: number }, payload: Payload): PendingRow {
  const { id, consumer, deliveries, deliveredAt } = row;
  return { id, consumer, deliveries, deliveredAt, ...payload };
}
