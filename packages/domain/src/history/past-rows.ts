import { judgeStream } from '../health/judge-stream.ts';
import type { UnreadQuality } from '../groups/unread.ts';
import { valueOr } from '../known/known.ts';
import { timeToCatchUp } from '../metrics/eta.ts';
import type { WindowRates } from '../metrics/rates.ts';
import type { GroupRow } from '../wire/group-row.ts';
import { SPARK_OF } from '../wire/spark-of.ts';
import type { StreamRow } from '../wire/stream-row.ts';
import type { NotedVerdict, SeriesName } from './history.ts';

/** In the order of their numbers in a recording. */
export const QUALITIES: readonly UnreadQuality[] = ['exact', 'at-most', 'more-than'];

/** A group's figures at a moment; null = not known then, or not recorded. */
export interface GroupThen {
  readonly name: SeriesName;
  readonly unread: number | null;
  readonly unreadQuality: UnreadQuality;
  readonly pending: number;
  /** 0 = nothing waits. */
  readonly oldestUnreadAt: number | null;
  readonly oldestPendingAt: number | null;
  readonly consumers: number;
  /** '' = not recorded. */
  readonly position: string;
  readonly entriesRead: number | null;
  /** As many windows as were recorded, shortest first. */
  readonly rates: readonly WindowRates[];
  readonly verdict: NotedVerdict | undefined;
}

export interface StreamThen {
  readonly name: SeriesName;
  readonly length: number;
  readonly entriesAdded: number | null;
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly memoryBytes: number | null;
  readonly inPerSecond: number | null;
}

const NOT_THEN = 'not known at that time';

export function pastGroupRow(key: number, then: GroupThen, at: number): GroupRow {
  const { name, verdict, rates, unread, unreadQuality } = then;
  const minute = rates[0];
  const eta = timeToCatchUp(
    unread === null
      ? { known: false, because: NOT_THEN }
      : { known: true, value: unread, quality: unreadQuality, source: 'history' },
    rates,
  );
  return {
    key,
    stream: name.stream,
    group: name.group,
    level: verdict?.level ?? 'unknown',
    status: verdict?.status ?? 'unknown',
    since: verdict?.since ?? at,
    sentence: verdict?.sentence ?? [],
    clause: verdict?.clause ?? [],
    unread,
    unreadQuality: unread === null ? 'unknown' : unreadQuality,
    unreadBecause: unread === null ? NOT_THEN : '',
    oldestUnreadAt: then.oldestUnreadAt,
    behindBecause: then.oldestUnreadAt === null ? NOT_THEN : '',
    pending: then.pending,
    oldestPendingAt: then.oldestPendingAt,
    oldestPendingBecause: then.oldestPendingAt === null ? NOT_THEN : '',
    consumers: then.consumers,
    position: then.position,
    entriesRead: then.entriesRead,
    inPerSecond: minute === undefined ? null : threeDigits(valueOr(minute.inPerSecond, null)),
    outPerSecond: minute === undefined ? null : threeDigits(valueOr(minute.outPerSecond, null)),
    eta: eta.eta,
    etaMs: eta.etaMs,
    nextRunAt: nextRunSaid(verdict),
    spark: SPARK_OF[verdict?.status ?? 'unknown'],
    culprit: verdict?.culprit ?? '',
    seenAt: at,
  };
}

/** When the next run of a batch was expected: what was foretold is recorded in nothing but the words of then. */
function nextRunSaid(verdict: NotedVerdict | undefined): number {
  if (verdict?.status !== 'batch' && verdict?.status !== 'late-batch') return 0;
  for (const part of verdict.sentence) if (typeof part !== 'string' && 'clock' in part) return part.clock;
  return 0;
}

/** The row of a stream with its groups' rows at the same moment. */
export function pastStreamRow(key: number, then: StreamThen, groups: readonly GroupRow[], at: number): StreamRow {
  const { name, inPerSecond, ...figures } = then;
  const verdict = judgeStream(groups.map((row) => ({ group: row.group, judgement: row })));
  let [consumers, pending, unread, unreadUnknownGroups] = [0, 0, 0, 0];
  for (const row of groups) {
    consumers += row.consumers;
    pending += row.pending;
    if (row.unread === null) unreadUnknownGroups += 1;
    else unread += row.unread;
  }
  return {
    key,
    stream: name.stream,
    level: verdict.level,
    reason: verdict.reason,
    ...figures,
    memoryBecause: figures.memoryBytes === null ? NOT_THEN : '',
    groups: groups.length,
    consumers,
    inPerSecond: threeDigits(inPerSecond),
    unread,
    unreadUnknownGroups,
    pending,
    seenAt: at,
  };
}

function threeDigits(value: number | null): number | null {
  return value === null || value === 0 ? value : Number(value.toPrecision(3));
}
