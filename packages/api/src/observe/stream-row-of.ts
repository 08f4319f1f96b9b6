import { judgeStream } from '@weir/domain/health/judge-stream';
import { valueOr } from '@weir/domain/known/known';
import { type InRate, streamInRate } from '@weir/domain/metrics/rates';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { StreamRow } from '@weir/domain/wire/stream-row';
import { steady, timeOrNull } from './figures.ts';
import type { TrackedGroup } from './tracked.ts';

const MINUTE_MS = 60_000;

/** The row of one stream at `at` (Redis time), from its observation and the rows of its groups; `shown` is the row before it. */
export function streamRowOf(
  key: number,
  stream: StreamObservation,
  groups: ReadonlyMap<string, TrackedGroup>,
  ring: Ring,
  at: number,
  shown: StreamRow | undefined,
): StreamRow {
  const ends = stream.ends.known ? stream.ends.value : undefined;
  const verdict = judgeStream([...groups.values()].map(({ row, judgement }) => ({ group: row.group, judgement })));
  const rate: InRate = streamInRate(ring, MINUTE_MS, at);
  const row = {
    key,
    stream: stream.stream,
    level: verdict.level,
    reason: verdict.reason,
    length: stream.length,
    groups: stream.groups.length,
    consumers: 0,
    entriesAdded: ends ? valueOr(ends.entriesAdded, null) : null,
    firstId: ends?.firstId ?? null,
    lastId: ends?.lastId ?? null,
    firstAt: timeOrNull(ends?.firstId ?? null, at),
    lastAt: timeOrNull(ends?.lastId ?? null, at),
    memoryBytes: valueOr(stream.memoryBytes, null),
    memoryBecause: stream.memoryBytes.known ? '' : stream.memoryBytes.because,
    inPerSecond: steady(valueOr(rate, null), shown?.inPerSecond),
    unread: 0,
    unreadUnknownGroups: 0,
    pending: 0,
    seenAt: at,
  };
  for (const group of groups.values()) {
    row.consumers += group.row.consumers;
    row.pending += group.row.pending;
    if (group.row.unread === null) row.unreadUnknownGroups += 1;
    else row.unread += group.row.unread;
  }
  return row;
}
