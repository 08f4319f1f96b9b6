import { callState, type CallContext } from '../consumers/call-state.ts';
import type { ConsumerObservation } from '../consumers/consumer-observation.ts';
import type { Sentence } from '../wire/sentence.ts';
import { fitted } from './batch.ts';
import { callContext } from './call-context.ts';
import type { GroupSituation } from './group-situation.ts';
import { withoutOwnCall } from './own-calls.ts';
import { slowLimitMs } from './rules/slow-consumer.ts';
import { entries, limitOf } from './say.ts';
import type { ConsumerStatus, Level } from './status.ts';

export interface ConsumerVerdict {
  readonly status: ConsumerStatus;
  readonly level: Level;
  /** Why, as on screen beside the state; empty when there is nothing to say. */
  readonly reason: Sentence;
}

/** What a consumer is judged against: made once per group, by `consumerContext`. */
export interface ConsumerContext {
  readonly situation: Omit<GroupSituation, 'previous'>;
  /** undefined = the list of consumers is not known. */
  readonly calls: CallContext | undefined;
}

/** What the consumers of one group are judged against. */
export function consumerContext(seen: Omit<GroupSituation, 'previous'>): ConsumerContext {
  const situation = fitted(seen);
  const list = situation.group.consumerList;
  return { situation, calls: list.known ? callContext(situation, list.value) : undefined };
}

const ACTIVE: ConsumerVerdict = { status: 'active', level: 'healthy', reason: [] };

/** The state of one consumer of a group now. A consumer whose calls cannot be judged is unknown, never dead. */
export function judgeConsumer(seen: ConsumerObservation, { situation, calls }: ConsumerContext): ConsumerVerdict {
  const consumer = withoutOwnCall(seen, situation.memory.ownCalls);
  if (calls === undefined)
    return { status: 'unknown', level: 'unknown', reason: ['The list of consumers can’t be read'] };
  const { limits } = situation;
  const state = callState(consumer, calls);
  const silent: Sentence = [calls.attemptsSeen ? 'No call for ' : 'Took nothing for ', { age: consumer.lastCallAt }];
  if (consumer.pending === 0) return judgeFree(consumer, situation, calls, silent);
  if (state === 'late') {
    return { status: 'dead', level: 'critical', reason: [...silent, ', limit is ', limitOf(limits.callMs)] };
  }
  if (state === 'unsure') {
    const reason: Sentence = [...silent, '; this server does not show calls that get nothing'];
    return { status: 'unknown', level: 'unknown', reason };
  }
  return slowOf(consumer, situation) ?? ACTIVE;
}

function judgeFree(
  consumer: ConsumerObservation,
  { group, limits }: ConsumerContext['situation'],
  calls: CallContext,
  silent: Sentence,
): ConsumerVerdict {
  const late = callState(consumer, calls) === 'late';
  const unread = group.unread.known ? group.unread.value : 0;
  if (calls.readAt - consumer.lastCallAt > limits.goneMs) {
    const reason: Sentence = ['Last seen ', { age: consumer.lastCallAt }, ' ago. Safe to remove'];
    return { status: 'gone', level: 'idle', reason };
  }
  if (late && unread > 0) {
    const reason: Sentence = [...silent, ', ', { n: unread }, unread === 1 ? ' unread waits' : ' unread wait'];
    return { status: 'quiet', level: 'warning', reason };
  }
  const polls = calls.attemptsSeen && !late;
  return { status: 'idle', level: 'idle', reason: [polls ? 'Still polling, nothing in hand' : 'Nothing in hand'] };
}

function slowOf(consumer: ConsumerObservation, situation: ConsumerContext['situation']): ConsumerVerdict | undefined {
  const { at, group, memory, limits } = situation;
  const oldest = group.oldestPending.known ? group.oldestPending.value : null;
  if (oldest === null || oldest.consumer !== consumer.consumer || memory.usualHandlingMs === 0) return undefined;
  if (consumer.lastCallAt <= oldest.deliveredAt) return undefined;
  if (at - oldest.deliveredAt <= slowLimitMs(memory.usualHandlingMs, limits)) return undefined;
  const reason: Sentence = [
    ...entries(consumer.pending),
    ' in hand, one for ',
    { age: oldest.deliveredAt },
    ', usual is ',
    { ms: memory.usualHandlingMs },
  ];
  return { status: 'slow', level: 'warning', reason };
}
