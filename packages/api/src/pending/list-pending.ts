import type { PendingRequest, PendingRow } from '@weir/domain/connections/gateway';
import type { PendingAnswer, PendingListAnswer } from '@weir/domain/wire/answers';
import { requireLink } from '../connections/require-link.ts';
import { idInCursor } from '../entries/id-cursor.ts';
import type { Watch } from '../observe/watch.ts';
import { knownGroup } from '../streams/known-stream.ts';

export interface PendingPageRequest extends Omit<PendingRequest, 'after'> {
  readonly cursor?: string | null | undefined;
}

/** One page of pending entries, read from Redis now; fields only for who may read payload. */
export async function listPending(
  watch: Watch,
  request: PendingPageRequest,
  withPayload: boolean,
): Promise<PendingListAnswer> {
  requireLink(watch);
  knownGroup(watch, request.stream, request.group);
  const { stream, group, consumer, minIdleMs, maxIdleMs, minDeliveries, from, to, limit } = request;
  const after = idInCursor(request.cursor);
  const filter = { consumer, minIdleMs, maxIdleMs, minDeliveries, from, to };
  const page = await watch.gateway.pages.pending({ stream, group, ...filter, limit, after });
  return {
    items: page.items.map((row) => pendingAnswer(row, page.at, withPayload)),
    nextCursor: page.next,
    lookedAt: page.lookedAt,
    at: page.at,
  };
}

function pendingAnswer(row: PendingRow, at: number, withPayload: boolean): PendingAnswer {
  const answer: PendingAnswer = {
    id: row.id,
    consumer: row.consumer,
    idleMs: Math.max(0, at - row.deliveredAt),
    deliveredAt: row.deliveredAt,
    deliveries: row.deliveries,
    payload: row.payload,
  };
  if (!withPayload || row.entry === undefined) return answer;
  return { ...answer, fields: row.entry.fields, sizeBytes: row.entry.sizeBytes };
}
