import type { Fields } from '../scenarios/plan.ts';

/** An entry as a consumer gets it; no fields when it was trimmed or deleted while it was pending. */
export interface Delivered {
  readonly id: string;
  readonly fields: Fields | undefined;
}

/** The entries of an XREADGROUP reply for one stream; none when the read timed out. */
export function deliveredFrom(reply: unknown): Delivered[] {
  if (!Array.isArray(reply)) return [];
  const [first] = reply as unknown[];
  return Array.isArray(first) ? claimedFrom(first[1]) : [];
}

/** The entries of an XCLAIM reply. Old servers answer null for an entry that is gone. */
export function claimedFrom(reply: unknown): Delivered[] {
  if (!Array.isArray(reply)) return [];
  return reply.filter(Array.isArray).map(([id, fields]: unknown[]) => ({
    id: String(id),
    fields: Array.isArray(fields) ? fields.map(String) : undefined,
  }));
}

export interface PendingLine {
  readonly id: string;
  readonly consumer: string;
  readonly idleMs: number;
  readonly deliveries: number;
}

/** The lines of XPENDING with a range. */
export function pendingFrom(reply: unknown): PendingLine[] {
  if (!Array.isArray(reply)) return [];
  return reply.filter(Array.isArray).map(([id, consumer, idleMs, deliveries]: unknown[]) => ({
    id: String(id),
    consumer: String(consumer),
    idleMs: Number(idleMs),
    deliveries: Number(deliveries),
  }));
}
