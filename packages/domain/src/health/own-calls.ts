import type { ConsumerObservation } from '../consumers/consumer-observation.ts';

/**
 * A claim by Weir in some consumer's name. Redis counts it as that consumer's call, and a dead consumer would look alive
 * for it. Redis time, epoch ms.
 */
export interface OwnCall {
  readonly from: number;
  readonly to: number;
  /** When the consumer was last seen to call by itself. */
  readonly before: number;
}

/** By consumer. */
export type OwnCalls = { readonly [consumer: string]: OwnCall };

// Between Redis' clock and what Weir takes it for lies no more than that.
const SLACK_MS = 500;
// More targets than this has no claim; the oldest are forgotten first.
const MOST = 200;

/** The consumer as it would be seen had Weir not claimed in its name. */
export function withoutOwnCall(consumer: ConsumerObservation, calls: OwnCalls): ConsumerObservation {
  const call = calls[consumer.consumer];
  return call !== undefined && isOwn(consumer.lastCallAt, call) ? { ...consumer, lastCallAt: call.before } : consumer;
}

/** The calls known so far, and one more; `seenCallAt` = the consumer's last call as Redis told it before. */
export function withOwnCall(
  calls: OwnCalls,
  consumer: string,
  { from, to }: Pick<OwnCall, 'from' | 'to'>,
  seenCallAt: number,
): OwnCalls {
  const earlier = calls[consumer];
  // A second claim follows the first: what was seen between them was the first.
  const before = earlier !== undefined && isOwn(seenCallAt, earlier) ? earlier.before : seenCallAt;
  const { [consumer]: _old, ...others } = calls;
  const kept = Object.entries(others).slice(1 - MOST);
  return { ...Object.fromEntries(kept), [consumer]: { from, to, before } };
}

function isOwn(callAt: number, { from, to }: OwnCall): boolean {
  return callAt >= from - SLACK_MS && callAt <= to + SLACK_MS;
}
