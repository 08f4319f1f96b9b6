import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { Judgement } from '@weir/domain/health/judgement';
import type { Eta } from '@weir/domain/metrics/eta';
import type { WindowRates } from '@weir/domain/metrics/rates';
import { valueOr } from '@weir/domain/known/known';
import type { GroupRow } from '@weir/domain/wire/group-row';
import { SPARK_OF } from '@weir/domain/wire/spark-of';
import { oldestPendingAt, oldestUnreadAt, steady } from './figures.ts';

/** The row of one group at `at` (Redis time); `shown` is the row before it. */
export function groupRowOf(
  key: number,
  stream: string,
  group: GroupObservation,
  judgement: Judgement,
  rates: readonly WindowRates[],
  eta: Eta & Pick<GroupRow, 'nextRunAt'>,
  at: number,
  shown: GroupRow | undefined,
): GroupRow {
  const unreadAt = oldestUnreadAt(group, at);
  const pendingAt = oldestPendingAt(group, at);
  const minute = rates[0];
  return {
    key,
    stream,
    group: group.group,
    level: judgement.level,
    status: judgement.status,
    since: judgement.since,
    sentence: judgement.sentence,
    clause: judgement.clause,
    unread: group.unread.known ? group.unread.value : null,
    unreadQuality: group.unread.known ? group.unread.quality : 'unknown',
    unreadBecause: group.unread.known ? '' : group.unread.because,
    oldestUnreadAt: valueOr(unreadAt, null),
    behindBecause: unreadAt.known ? '' : unreadAt.because,
    pending: group.pending,
    oldestPendingAt: valueOr(pendingAt, null),
    oldestPendingBecause: pendingAt.known ? '' : pendingAt.because,
    consumers: group.consumers,
    position: group.position,
    entriesRead: valueOr(group.entriesRead, null),
    inPerSecond: minute === undefined ? null : steady(valueOr(minute.inPerSecond, null), shown?.inPerSecond),
    outPerSecond: minute === undefined ? null : steady(valueOr(minute.outPerSecond, null), shown?.outPerSecond),
    eta: eta.eta,
    etaMs: steady(eta.etaMs, shown?.etaMs),
    nextRunAt: eta.nextRunAt,
    spark: SPARK_OF[judgement.status],
    culprit: culpritOf(judgement),
    seenAt: at,
  };
}

// A fired rule names its subject only when it is about one; the first is that of the status, rules being in its order.
function culpritOf(judgement: Judgement): string {
  for (const finding of judgement.findings) {
    if (finding.verdict !== 'fired' || finding.rule !== judgement.status || finding.subject === undefined) continue;
    return finding.subject.consumer ?? finding.subject.entryId ?? '';
  }
  return '';
}
