import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import { millisOf } from '@weir/domain/entries/entry-id';
import type { Known } from '@weir/domain/known/known';
import type { StreamEnds } from '@weir/domain/streams/stream-observation';
import { ageOf, oldestPendingAt, oldestUnreadAt } from '../observe/figures.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { ConsumerChoice } from './choose-consumers.ts';
import { type Exposition, type Labels, withLabels } from './exposition.ts';
import type { ExportedMetric } from './metric-names.ts';
import type { CountedFigure, UnknownCounts } from './unknown-counts.ts';

/** Where samples go and what is noted on the way. */
export interface SampleSheet {
  readonly out: Exposition;
  /** Redis time of the picture, epoch ms. */
  readonly at: number;
  readonly choice: ConsumerChoice;
  readonly unknown: UnknownCounts;
}

/** Samples of a stream, its groups and their consumers. */
export function writeStream(sheet: SampleSheet, connection: Labels, { observation, groups }: TrackedStream): void {
  const { out, unknown } = sheet;
  const labels = withLabels({ stream: observation.stream }, connection);
  out.add('redis_stream_length', labels, observation.length);
  out.add('redis_stream_groups', labels, observation.groups.length);
  if (observation.ends.known) writeEnds(sheet, labels, observation.ends.value);
  else unknown.entries_added += 1;
  for (const group of groups.values()) writeGroup(sheet, withLabels({ group: group.row.group }, labels), group);
}

function writeEnds(sheet: SampleSheet, labels: Labels, ends: StreamEnds): void {
  const { out } = sheet;
  addKnown(sheet, 'redis_stream_entries_added_total', labels, ends.entriesAdded, 'entries_added');
  if (ends.firstId !== null) out.add('redis_stream_first_entry_id', labels, millisOf(ends.firstId));
  if (ends.lastId !== null) out.add('redis_stream_last_entry_id', labels, millisOf(ends.lastId));
  out.add('redis_stream_last_generated_id', labels, millisOf(ends.lastGeneratedId));
  if (ends.maxDeletedId.known) out.add('redis_stream_max_deleted_entry_id', labels, millisOf(ends.maxDeletedId.value));
}

function writeGroup(sheet: SampleSheet, labels: Labels, { observation: group, judgement }: TrackedGroup): void {
  const { out, at, unknown } = sheet;
  out.add('redis_stream_group_consumers', labels, group.consumers);
  out.add('redis_stream_group_messages_pending', labels, group.pending);
  out.add('redis_stream_group_last_delivered_id', labels, millisOf(group.position));
  addKnown(sheet, 'redis_stream_group_entries_read', labels, group.entriesRead, 'entries_read');
  // A bound is not the figure: only what is proven is exported as lag.
  if (group.unread.known && group.unread.quality === 'exact')
    out.add('redis_stream_group_lag', labels, group.unread.value);
  else unknown.lag += 1;
  addAge(sheet, 'weir_group_behind_seconds', labels, oldestUnreadAt(group, at), 'behind');
  addAge(sheet, 'weir_group_oldest_pending_seconds', labels, oldestPendingAt(group, at), 'oldest_pending');
  out.add('weir_group_status', withLabels({ status: judgement.status, level: judgement.level }, labels), 1);
  if (!group.consumerList.known) unknown.consumers += 1;
  else for (const consumer of group.consumerList.value.consumers) writeConsumer(sheet, labels, consumer);
}

function writeConsumer({ out, at, choice }: SampleSheet, labels: Labels, consumer: ConsumerObservation): void {
  if (!choice.takes(consumer.pending)) return;
  const named = withLabels({ consumer: consumer.consumer }, labels);
  out.add('redis_stream_group_consumer_messages_pending', named, consumer.pending);
  out.add('redis_stream_group_consumer_idle_seconds', named, Math.max(0, at - consumer.lastCallAt) / 1_000);
}

function addKnown(
  { out, unknown }: SampleSheet,
  metric: ExportedMetric,
  labels: Labels,
  figure: Known<number>,
  word: CountedFigure,
): void {
  if (figure.known) out.add(metric, labels, figure.value);
  else unknown[word] += 1;
}

function addAge(
  { out, at, unknown }: SampleSheet,
  metric: ExportedMetric,
  labels: Labels,
  instant: Known<number>,
  word: CountedFigure,
): void {
  const age = ageOf(instant, at);
  if (age.known) out.add(metric, labels, age.value / 1_000);
  else unknown[word] += 1;
}
