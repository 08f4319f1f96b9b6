import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import type { Known } from '@weir/domain/known/known';
import { ageOf, oldestPendingAt, oldestUnreadAt } from '../observe/figures.ts';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';
import { joinInSlices } from '../observe/frame-text.ts';
import { createExposition, type Exposition, type LabelText, labelText } from './exposition.ts';

// One series per consumer: a group with a new consumer name per process run would otherwise fill the scraper.
const CONSUMER_SERIES = 20_000;
// About 100 kB of text.
const STREAMS_PER_PIECE = 50;

/** Prometheus text of all connections; made at most once per version of the boards, so that a scrape costs nothing. */
export interface MetricsText {
  /** UTF-8; the same bytes are given to all who ask. Made in slices, and for those who ask meanwhile only once. */
  read(): Promise<Uint8Array>;
}

export function createMetricsText(watches: ReadonlyMap<string, Watch>): MetricsText {
  let madeFor = '';
  let text: Promise<Uint8Array> | undefined;
  let underWay = false;
  return {
    read() {
      const versions = [...watches.values()].map(({ board }) => board.version).join(',');
      if (text === undefined || (versions !== madeFor && !underWay)) {
        madeFor = versions;
        underWay = true;
        text = write(watches).finally(() => {
          underWay = false;
        });
      }
      return text;
    },
  };
}

async function write(watches: ReadonlyMap<string, Watch>): Promise<Uint8Array> {
  const out = createExposition();
  for (const watch of watches.values()) {
    const { board, id } = watch;
    const slice = board.newSlice();
    const labels = labelText({ connection: id });
    const budget = { consumers: CONSUMER_SERIES };
    let rows = 0;
    for (const stream of board.streams.values()) {
      writeStream(out, labels, stream, board.polledAt ?? 0, budget);
      rows += 1;
      if (rows % STREAMS_PER_PIECE === 0) out.settle();
      if (slice.isOver()) await slice.breathe();
    }
    const newest = board.costs.at(-1);
    if (newest === undefined) continue;
    out.add('weir_poll_duration_seconds', labels, newest.cost.durationMs / 1_000);
    out.add('weir_poll_commands_total', labels, board.spent.commands);
    out.add('weir_poll_server_seconds_total', labels, board.spent.serverMicros / 1_000_000);
  }
  const [any] = watches.values();
  return any === undefined ? new Uint8Array() : joinInSlices(out.pieces(), any.board.newSlice());
}

function writeStream(
  out: Exposition,
  connection: LabelText,
  { observation, groups }: TrackedStream,
  at: number,
  budget: { consumers: number },
): void {
  const labels = labelText({ stream: observation.stream }, connection);
  out.add('redis_stream_length', labels, observation.length);
  out.add('redis_stream_groups', labels, observation.groups.length);
  if (observation.ends.known)
    addKnown(out, 'redis_stream_entries_added_total', labels, observation.ends.value.entriesAdded);
  for (const group of groups.values())
    writeGroup(out, labelText({ group: group.row.group }, labels), group, at, budget);
}

function writeGroup(
  out: Exposition,
  labels: LabelText,
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
  out.add('weir_group_status', labelText({ status: tracked.judgement.status }, labels), 1);
  if (!group.consumerList.known) return;
  const { consumers } = group.consumerList.value;
  if (consumers.length > budget.consumers) return;
  budget.consumers -= consumers.length;
  for (const consumer of consumers) writeConsumer(out, labels, consumer, at);
}

function writeConsumer(out: Exposition, labels: LabelText, consumer: ConsumerObservation, at: number): void {
  const named = labelText({ consumer: consumer.consumer }, labels);
  out.add('redis_stream_group_consumer_messages_pending', named, consumer.pending);
  out.add('redis_stream_group_consumer_idle_seconds', named, Math.max(0, at - consumer.lastCallAt) / 1_000);
}

function addKnown(
  out: Exposition,
  metric: Parameters<Exposition['add']>[0],
  labels: LabelText,
  figure: Known<number>,
): void {
  if (figure.known) out.add(metric, labels, figure.value);
}

function addSeconds(
  out: Exposition,
  metric: Parameters<Exposition['add']>[0],
  labels: LabelText,
  ms: Known<number>,
): void {
  if (ms.known) out.add(metric, labels, ms.value / 1_000);
}
