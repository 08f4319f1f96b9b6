import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import type { ConsumerList } from '@weir/domain/groups/group-observation';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import type { Known } from '@weir/domain/known/known';
import type { ConsumerReply } from '../replies/xinfo-consumers.ts';

/**
 * What was known of silent consumers before Redis restarted. A Redis that loads its log of commands executes the reads
 * and claims in it again, and every consumer seems to have called then. A consumer that was silent for longer than its
 * limit is not believed to have called until it calls after that.
 */
export interface CallsBefore {
  /** First contact with the new process, this machine's monotonic ms; by then it had loaded. */
  readonly metAt: number;
  readonly silent: ReadonlyMap<string, ConsumerObservation>;
}

/** Undefined when every consumer had called lately: then the restart changes nothing that matters. */
export function callsBeforeRestart(list: Known<ConsumerList>, metAt: number): CallsBefore | undefined {
  if (!list.known) return undefined;
  const { readAt, consumers } = list.value;
  const silent = consumers.filter(({ lastCallAt }) => readAt - lastCallAt > DEFAULT_LIMITS.callMs);
  return silent.length === 0 ? undefined : { metAt, silent: new Map(silent.map((one) => [one.consumer, one])) };
}

/**
 * The replies as they would be had loading not counted as calls, and what is still to be remembered after them. Times
 * are Redis ms for `now`, this machine's monotonic ms for `monotonic`.
 */
export function withoutLoading(
  before: CallsBefore,
  replies: readonly ConsumerReply[],
  now: number,
  monotonic: number,
): { readonly replies: readonly ConsumerReply[]; readonly before: CallsBefore | undefined } {
  const metAgo = monotonic - before.metAt;
  const silent = new Map<string, ConsumerObservation>();
  const corrected = replies.map((reply) => {
    const old = before.silent.get(reply.consumer);
    // Called since Weir met this process, which was after it had loaded.
    if (old === undefined || reply.idleMs < metAgo) return reply;
    silent.set(reply.consumer, old);
    return {
      ...reply,
      idleMs: Math.max(reply.idleMs, now - old.lastCallAt),
      inactiveMs: inactiveSince(reply.inactiveMs, old, now),
    };
  });
  return { replies: corrected, before: silent.size === 0 ? undefined : { ...before, silent } };
}

function inactiveSince(
  reply: number | null | undefined,
  { lastGotWorkAt }: ConsumerObservation,
  now: number,
): number | null | undefined {
  if (reply === undefined || !lastGotWorkAt.known) return reply;
  return lastGotWorkAt.value === null ? null : Math.max(reply ?? 0, now - lastGotWorkAt.value);
}
