import type { ConsumerList } from '@weir/domain/groups/group-observation';
import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { ConsumerReply } from '../replies/xinfo-consumers.ts';

/** There is no paging for consumers; 2,000 hold the server for some 2.5 ms, and pod-named ones pile up without end. */
export const MOST_CONSUMERS = 2_000;
// Idle times are read some ms after Redis TIME; smaller differences than this are that, and no news.
const JITTER_MS = 250;

const NOT_TOLD = unknown('servers before 7.2 do not tell it');
const TOO_MANY = unknown(
  `more than ${MOST_CONSUMERS.toLocaleString('en')} consumers, which cannot be read without holding Redis up`,
);

/** What is known of consumers without asking: none, or too many to ask for. Undefined = ask. */
export function consumersUnasked(count: number, now: number): Known<ConsumerList> | undefined {
  if (count === 0) return known({ readAt: now, consumers: [] });
  return count > MOST_CONSUMERS ? TOO_MANY : undefined;
}

/** The consumers as observed at `now` (Redis ms). Those that have not changed stay the same objects. */
export function observeConsumers(
  replies: readonly ConsumerReply[],
  now: number,
  before: Known<ConsumerList>,
): Known<ConsumerList> {
  const old = before.known ? before.value.consumers : [];
  const consumers = replies.map((reply, at) => observeConsumer(reply, now, old[at]));
  const same = consumers.length === old.length && consumers.every((consumer, at) => consumer === old[at]);
  return known({ readAt: now, consumers: same ? old : consumers });
}

function observeConsumer(
  reply: ConsumerReply,
  now: number,
  before: ConsumerObservation | undefined,
): ConsumerObservation {
  const old = before?.consumer === reply.consumer ? before : undefined;
  const lastCallAt = steady(now - reply.idleMs, old?.lastCallAt, JITTER_MS);
  const lastGotWorkAt = gotWorkAt(reply.inactiveMs, now, old?.lastGotWorkAt);
  if (
    old !== undefined &&
    old.pending === reply.pending &&
    old.lastCallAt === lastCallAt &&
    old.lastGotWorkAt === lastGotWorkAt
  ) {
    return old;
  }
  return { consumer: reply.consumer, pending: reply.pending, lastCallAt, lastGotWorkAt };
}

function gotWorkAt(
  inactiveMs: number | null | undefined,
  now: number,
  before: Known<number | null> | undefined,
): Known<number | null> {
  if (inactiveMs === undefined) return NOT_TOLD;
  const old = before?.known === true ? before.value : undefined;
  const at = inactiveMs === null ? null : steady(now - inactiveMs, old ?? undefined, JITTER_MS);
  return before?.known === true && before.value === at ? before : known(at);
}

/** The instant known already when the new reading differs by no more than reading takes. */
export function steady(at: number, before: number | undefined, jitterMs: number): number {
  return before !== undefined && Math.abs(before - at) <= jitterMs ? before : at;
}
