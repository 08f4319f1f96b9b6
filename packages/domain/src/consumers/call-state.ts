import type { Ring } from '../metrics/ring.ts';
import { GROUP_METRIC } from '../metrics/group-metrics.ts';
import type { ConsumerObservation } from './consumer-observation.ts';

/**
 * calling: within its limit. late: past it. unsure: past it, but this server counts only reads that got something, and
 * nothing shows that there was something to get.
 */
export type CallState = 'calling' | 'late' | 'unsure';

/** What the last calls of a group's consumers are judged against. Times are Redis time, epoch ms. */
export interface CallContext {
  /** When the list of consumers was read: calls after that are not known. */
  readonly readAt: number;
  readonly callMs: number;
  /** The server reports calls that got nothing, too: Redis 7.2 and later, and not a replica. */
  readonly attemptsSeen: boolean;
  /** Latest call of any consumer in the group. */
  readonly newestCall: number;
  /** An unread entry has been there for longer than the limit, so whoever read would have got it. */
  readonly overdue: boolean;
  readonly consumers: number;
  readonly entriesRead: number | null;
  readonly history: Ring;
}

/**
 * Whether a consumer still calls. Up to Redis 7.0, and on replicas, `idle` grows while a healthy consumer waits on a
 * quiet stream. There it is late only if it would have been served since: an unread entry is overdue, or as many
 * entries were handed out as there are consumers (Redis serves waiting readers in turn), or, where that is not
 * known, another consumer was served a whole limit later.
 */
export function callState(consumer: ConsumerObservation, context: CallContext): CallState {
  if (context.readAt - consumer.lastCallAt <= context.callMs) return 'calling';
  if (context.attemptsSeen || context.overdue) return 'late';
  return wasPassedOver(consumer.lastCallAt, context) ? 'late' : 'unsure';
}

function wasPassedOver(lastCallAt: number, context: CallContext): boolean {
  const readThen = context.history.valueAt(GROUP_METRIC.entriesRead, lastCallAt);
  if (readThen !== null && context.entriesRead !== null) return context.entriesRead - readThen >= context.consumers;
  return context.newestCall - lastCallAt >= context.callMs;
}
