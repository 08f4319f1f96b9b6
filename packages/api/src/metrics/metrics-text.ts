import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import type { Known } from '@weir/domain/known/known';
import { ageOf, oldestPendingAt, oldestUnreadAt } from '../observe/figures.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { createExposition, type Exposition } from './exposition.ts';

// One series per consumer: a group with a new consumer name per process run would otherwise fill the scraper.
const CONSUMER_SERIES = 20_000;

/** Prometheus text of all connections; made at most once per version of the boards, so that a scrape costs nothing. */
export interface MetricsText {
  read(): string;
}

export function createMetricsText(watches: ReadonlyMap<string, Watch>): MetricsText {
  let madeFor = '';
  let text = '';
  return {
    read() {
      const versions = [...watches.values()].map(({ board }) => board.version).join(',');
      if (text === '' || versions !== madeFor) {
        text = write(watches);
        madeFor = versions;
      }
      return text;
    },
  };
}

function write(watches: ReadonlyMap<string, Watch>): string {
  const out = createExposition();
  for (const watch of watches.values()) {
    const { board, id } = watch;
    const budget = { consumers: CONSUMER_SERIES };
    for (const stream of board.streams.values()) writeStream(out, id, stream, board.polledAt ?? 0, budget);
    const newest = board.costs.at(-1);
    if (newest === undefined) continue;
    const labels = { connection: id };
    out.add('weir_poll_duration_seconds', labels, newest.cost.durationMs / 1_000);
    out.add('weir_poll_commands_total', labels, board.totals.commands);
    out.add('weir_poll_server_seconds_total', labels, board.totals.serverMicros / 1_000_000);
  }
  return out.text();
}

function writeStream(
  out: Exposition,
  connection: string,
  { observation, groups }: TrackedStream,
  at: number,
  budget: { consumers: number },
): void {
  const labels = { connection, stream: observation.stream };
  out.add('redis_stream_length', labels, observation.length);
  out.add('redis_stream_groups', labels, observation.groups.length);
  if (observation.ends.known)
    addKnown(out, 'redis_stream_entries_added_total', labels, observation.ends.value.entriesAdded);
  for (const group of groups.values()) writeGroup(out, { ...labels, group: group.row.group }, group, at, budget);
}

type GroupLabels = { readonly connection: string; readonly stream: string; readonly group: string };

function writeGroup(
  out: Exposition,
  labels: GroupLabels,
  tracked: TrackedGroup,
  at: number,
  budget: { consumers: number },
): void {
  const group = tracked.observation;
  out.add('redis_stream_group_consumers', labels, group.consumers);
  out.add('redis_stream_group_messages_pending', labels, group.pending);
  addKnown(out, 'redis_stream_group_entries_read', labels, group.entriesRead);
  // A bound is not the figure: only what is proven is exported as lag.
  if (group.unread.known && group.unread.quality === 'exact')
    out.add('redis_stream_group_lag', labels, group.unread.value);
  addSeconds(out, 'weir_group_behind_seconds', labels, ageOf(oldestUnreadAt(group, at), at));
  addSeconds(out, 'weir_group_oldest_pending_seconds', labels, ageOf(oldestPendingAt(group, at), at));
  out.add('weir_group_status', { ...labels, status: tracked.judgement.status }, 1);
  if (!group.consumerList.known) return;
  const { consumers } = group.consumerList.value;
  if (consumers.length > budget.consumers) return;
  budget.consumers -= consumers.length;
  for (const consumer of consumers) writeConsumer(out, labels, consumer, at);
}

function writeConsumer(out: Exposition, labels: GroupLabels, consumer: ConsumerObservation, at: number): void {
  const named = { ...labels, consumer: consumer.consumer };
  out.add('redis_stream_group_consumer_messages_pending', named, consumer.pending);
  out.add('redis_stream_group_consumer_idle_seconds', named, Math.max(0, at - consumer.lastCallAt) / 1_000);
}

function addKnown(
  out: Exposition,
  metric: Parameters<Exposition['add']>[0],
  labels: Readonly<Record<string, string>>,
  figure: Known<number>,
): void {
  if (figure.known) out.add(metric, labels, figure.value);
}

function addSeconds(
  out: Exposition,
  metric: Parameters<Exposition['add']>[0],
  labels: Readonly<Record<string, string>>,
  ms: Known<number>,
): void {
  if (ms.known) out.add(metric, labels, ms.value / 1_000);
}
