import type { ConsumerObservation } from '@weir/domain/consumers/consumer-observation';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { QUALITIES } from '@weir/domain/history/past-rows';
import { RECORDED, recordable, type Recorded, type SeriesKind } from '@weir/domain/history/series-kinds';
import { valueOr } from '@weir/domain/known/known';
import { fillStreamSample, STREAM_METRIC, STREAM_METRICS } from '@weir/domain/metrics/group-metrics';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { Summary } from '@weir/domain/wire/summary';
import { oldestPendingAt, oldestUnreadAt } from '../observe/figures.ts';

type Figures<Kind extends SeriesKind> = Readonly<Record<Recorded<Kind>, number | null>>;

/** Adds one series' figures to what is to be recorded, in the order of its columns. */
export function addFigures<Kind extends SeriesKind>(into: number[], kind: Kind, figures: Figures<Kind>): void {
  // Sound: the columns of a kind are the keys of its figures.
  for (const column of RECORDED[kind] as readonly Recorded<Kind>[]) into.push(recordable(figures[column]));
}

const sample: (number | null)[] = STREAM_METRICS.map(() => null);

export function streamFigures(stream: StreamObservation): Figures<'stream'> {
  fillStreamSample(sample, stream);
  const ends = stream.ends.known ? stream.ends.value : undefined;
  const [firstMs, firstSeq] = partsOf(ends?.firstId ?? null);
  const [lastMs, lastSeq] = partsOf(ends?.lastId ?? null);
  return {
    length: stream.length,
    entriesAdded: sample[STREAM_METRIC.entriesAdded] ?? null,
    memoryBytes: sample[STREAM_METRIC.memoryBytes] ?? null,
    firstMs,
    firstSeq,
    lastMs,
    lastSeq,
  };
}

/** `entriesAdded` is the stream's at the same poll. */
export function groupFigures(group: GroupObservation, entriesAdded: number | null, at: number): Figures<'group'> {
  const [positionMs, positionSeq] = partsOf(group.position);
  const worst = group.worstPending;
  return {
    unread: group.unread.known ? group.unread.value : null,
    unreadQuality: group.unread.known ? QUALITIES.indexOf(group.unread.quality) : null,
    pending: group.pending,
    oldestUnreadAt: valueOr(oldestUnreadAt(group, at), null),
    oldestPendingAt: valueOr(oldestPendingAt(group, at), null),
    entriesAdded,
    entriesRead: valueOr(group.entriesRead, null),
    positionMs,
    positionSeq,
    deliveries: group.pending === 0 ? 0 : worst.known ? (worst.value?.entry.deliveries ?? 0) : null,
    consumers: group.consumers,
  };
}

export function consumerFigures({ pending, lastCallAt, lastGotWorkAt }: ConsumerObservation): Figures<'consumer'> {
  return { pending, lastCallAt, lastGotWorkAt: lastGotWorkAt.known ? (lastGotWorkAt.value ?? 0) : null };
}

/** The tiles' figures. */
export function totalFigures({ unread, furthest, pending, groups, ...rest }: Summary): Figures<'total'> {
  const noneKnown = unread.unknownGroups === groups && groups > 0;
  return {
    unread: noneKnown ? null : unread.value,
    // Nobody known to be behind is not "nobody is behind" while there are groups of which it is not known.
    furthestAt: furthest?.oldestUnreadAt ?? (unread.unknownGroups > 0 ? null : 0),
    pending: pending.value,
    inMilli: milli(rest.inPerSecond),
    outMilli: milli(rest.outPerSecond),
    memoryBytes: rest.memory?.usedBytes ?? null,
    memoryMax: rest.memory?.maxBytes ?? null,
    evictedKeys: rest.memory?.evictedKeys ?? null,
  };
}

function milli(perSecond: number | null): number | null {
  return perSecond === null ? null : Math.round(perSecond * 1_000);
}

function partsOf(id: string | null): readonly [ms: number | null, seq: number | null] {
  if (id === null) return [null, null];
  const dash = id.indexOf('-');
  return [Number(id.slice(0, dash)), Number(id.slice(dash + 1))];
}
