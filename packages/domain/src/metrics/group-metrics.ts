import { timeInId } from '../entries/id-time.ts';
import { millisOf } from '../entries/entry-id.ts';
import type { GroupObservation } from '../groups/group-observation.ts';
import type { StreamObservation } from '../streams/stream-observation.ts';
import type { MetricName } from '../wire/answers.ts';

/** What is remembered of a group at each poll, in the order of the ring's columns. */
export const GROUP_METRICS = [
  'unread',
  'pending',
  'behindMs',
  'oldestPendingMs',
  'entriesAdded',
  'entriesRead',
  'deliveries',
  'positionMs',
  'consumers',
] as const;

/** Column of each group metric in its ring. */
export const GROUP_METRIC = {
  unread: 0,
  pending: 1,
  behindMs: 2,
  oldestPendingMs: 3,
  entriesAdded: 4,
  entriesRead: 5,
  deliveries: 6,
  positionMs: 7,
  consumers: 8,
} as const satisfies Record<(typeof GROUP_METRICS)[number], number>;

/** What is remembered of a stream at each poll, in the order of the ring's columns. */
export const STREAM_METRICS = ['length', 'entriesAdded', 'memoryBytes'] as const;

/** Column of each stream metric in its ring. */
export const STREAM_METRIC = { length: 0, entriesAdded: 1, memoryBytes: 2 } as const satisfies Record<
  (typeof STREAM_METRICS)[number],
  number
>;

/** What is remembered of a whole connection at each poll, in the order of the ring's columns. */
export const TOTAL_METRICS = [
  'unread',
  'behindMs',
  'pending',
  'inPerSecond',
  'outPerSecond',
  'memoryBytes',
] as const satisfies readonly MetricName[];

// Large ends are read rarely; a count that old would draw stairs, so the sample says "not known now" instead.
const STALE_ENDS_MS = 5_000;

/**
 * Writes the group's figures of now into `out` (reused between calls; GROUP_METRICS.length cells). Ages are ms at
 * `at`, Redis time. Nothing unread or pending gives the age 0; what is not known gives null.
 */
export function fillGroupSample(
  out: (number | null)[],
  stream: StreamObservation,
  group: GroupObservation,
  at: number,
): void {
  const unread = group.unread.known ? group.unread.value : null;
  out[GROUP_METRIC.unread] = unread;
  out[GROUP_METRIC.pending] = group.pending;
  out[GROUP_METRIC.behindMs] = behindMs(group, at);
  out[GROUP_METRIC.oldestPendingMs] = oldestPendingMs(group, at);
  out[GROUP_METRIC.entriesAdded] = freshEntriesAdded(stream);
  out[GROUP_METRIC.entriesRead] = group.entriesRead.known ? group.entriesRead.value : null;
  out[GROUP_METRIC.deliveries] = deliveries(group);
  out[GROUP_METRIC.positionMs] = millisOf(group.position);
  out[GROUP_METRIC.consumers] = group.consumers;
}

/** Writes the stream's figures of now into `out` (reused between calls; STREAM_METRICS.length cells). */
export function fillStreamSample(out: (number | null)[], stream: StreamObservation): void {
  out[STREAM_METRIC.length] = stream.length;
  out[STREAM_METRIC.entriesAdded] = freshEntriesAdded(stream);
  out[STREAM_METRIC.memoryBytes] = stream.memoryBytes.known ? stream.memoryBytes.value : null;
}

function freshEntriesAdded(stream: StreamObservation): number | null {
  if (!stream.ends.known) return null;
  const ends = stream.ends.value;
  if (ends.fat && stream.seenAt - ends.readAt > STALE_ENDS_MS) return null;
  return ends.entriesAdded.known ? ends.entriesAdded.value : null;
}

function behindMs(group: GroupObservation, at: number): number | null {
  if (!group.oldestUnreadId.known) return group.unread.known && group.unread.value === 0 ? 0 : null;
  const id = group.oldestUnreadId.value;
  if (id === null) return 0;
  const time = timeInId(id, at);
  return time.known ? at - time.value : null;
}

function oldestPendingMs(group: GroupObservation, at: number): number | null {
  if (group.pending === 0) return 0;
  if (!group.oldestPending.known || group.oldestPending.value === null) return null;
  const time = timeInId(group.oldestPending.value.id, at);
  return time.known ? at - time.value : null;
}

function deliveries(group: GroupObservation): number | null {
  if (group.pending === 0) return 0;
  if (!group.worstPending.known) return null;
  return group.worstPending.value === null ? 0 : group.worstPending.value.entry.deliveries;
}
