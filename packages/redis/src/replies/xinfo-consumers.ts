import type { ReplyCursor } from '../resp/reply-cursor.ts';
import { nameAt } from './name-at.ts';
import type { ReplyError } from './reply.ts';

/** One consumer of XINFO CONSUMERS; times in ms. */
export interface ConsumerReply {
  readonly consumer: string;
  readonly pending: number;
  readonly idleMs: number;
  /** Since it last got something; null = never did; undefined = servers before 7.2, which do not say. */
  readonly inactiveMs: number | null | undefined;
}

const FIELDS = ['name', 'pending', 'idle', 'inactive'].map((name) => Buffer.from(name));

/** Reads XINFO CONSUMERS by field name (redis.io, XINFO CONSUMERS). */
export function readXinfoConsumers(cursor: ReplyCursor): readonly ConsumerReply[] | ReplyError {
  const error = cursor.error();
  if (error !== undefined) return error;
  const count = cursor.array();
  const consumers: ConsumerReply[] = [];
  for (let at = 0; at < count; at += 1) consumers.push(readConsumer(cursor));
  return consumers;
}

function readConsumer(cursor: ReplyCursor): ConsumerReply {
  const pairs = cursor.array() / 2;
  let consumer = '';
  let pending = 0;
  let idleMs = 0;
  let inactiveMs: number | null | undefined;
  for (let at = 0; at < pairs; at += 1) {
    const field = cursor.field(FIELDS, at);
    if (field === 0) {
      cursor.string();
      consumer = nameAt(cursor);
    } else if (field === 1) pending = cursor.integer() ?? 0;
    else if (field === 2) idleMs = Math.max(0, cursor.integer() ?? 0);
    else if (field === 3) {
      const inactive = cursor.integer() ?? -1;
      inactiveMs = inactive < 0 ? null : inactive;
    } else cursor.skip();
  }
  return { consumer, pending, idleMs, inactiveMs };
}
