import type { CallContext } from '../consumers/call-state.ts';
import type { ConsumerList } from '../groups/group-observation.ts';
import { valueOr } from '../known/known.ts';
import { timeInId } from '../entries/id-time.ts';
import { withoutOwnCall } from './own-calls.ts';
import type { GroupSituation } from './group-situation.ts';

/** What the calls of this group's consumers are judged against, given its list of consumers. */
export function callContext(situation: Omit<GroupSituation, 'previous'>, list: ConsumerList): CallContext {
  const { at, group, server, limits, history, memory } = situation;
  let newestCall = 0;
  for (const consumer of list.consumers)
    newestCall = Math.max(newestCall, withoutOwnCall(consumer, memory.ownCalls).lastCallAt);
  const oldestUnread = group.oldestUnreadId.known ? group.oldestUnreadId.value : null;
  const unreadSince = oldestUnread === null ? null : timeInId(oldestUnread, at);
  return {
    readAt: list.readAt,
    callMs: limits.callMs,
    attemptsSeen: server.idleCountsAttempts && server.role !== 'replica',
    newestCall,
    overdue: unreadSince !== null && unreadSince.known && list.readAt - unreadSince.value > limits.callMs,
    consumers: list.consumers.length,
    entriesRead: valueOr(group.entriesRead, null),
    history,
  };
}
