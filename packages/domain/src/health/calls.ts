import { callState } from '../consumers/call-state.ts';
import type { ConsumerObservation } from '../consumers/consumer-observation.ts';
import { known, type Known } from '../known/known.ts';
import { callContext } from './call-context.ts';
import { withoutOwnCall } from './own-calls.ts';
import type { GroupSituation } from './group-situation.ts';

/** How the consumers of one group call, in sum. */
export interface Calls {
  readonly total: number;
  readonly calling: number;
  /** Past the limit, whether holding something or not. */
  readonly late: number;
  /** Late while holding entries. */
  readonly dead: number;
  /** Entries the dead hold. */
  readonly held: number;
  /** The dead consumer that holds most. */
  readonly worst: ConsumerObservation | undefined;
  /** Holds entries and cannot be told dead from waiting on this server; the one that holds most. */
  readonly unsure: ConsumerObservation | undefined;
  readonly newestCall: number;
  /** Calls that get nothing are seen, too. */
  readonly attemptsSeen: boolean;
}

/** One pass over the consumers; unknown when their list is. */
export function reviewCalls(situation: GroupSituation): Known<Calls> {
  const list = situation.group.consumerList;
  if (!list.known) return list;
  const context = callContext(situation, list.value);
  let calling = 0;
  let late = 0;
  let dead = 0;
  let held = 0;
  let worst: ConsumerObservation | undefined;
  let unsure: ConsumerObservation | undefined;
  for (const seen of list.value.consumers) {
    const consumer = withoutOwnCall(seen, situation.memory.ownCalls);
    const state = callState(consumer, context);
    if (state === 'calling') calling += 1;
    else if (state === 'late') late += 1;
    if (consumer.pending === 0) continue;
    if (state === 'late') {
      dead += 1;
      held += consumer.pending;
      if (worst === undefined || consumer.pending > worst.pending) worst = consumer;
    } else if (state === 'unsure' && consumer.pending > (unsure?.pending ?? 0)) unsure = consumer;
  }
  const total = list.value.consumers.length;
  const { newestCall, attemptsSeen } = context;
  return known({ total, calling, late, dead, held, worst, unsure, newestCall, attemptsSeen });
}
