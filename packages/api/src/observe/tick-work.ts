import type { PollTick } from '@weir/domain/connections/gateway';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { watchBurst } from '@weir/domain/metrics/stream-burst';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import type { Happening } from '../events/event-writer.ts';
import { positionEvent, presenceEvent, stateEvent, trimEvent } from '../events/event-writer.ts';
import { burstEvent } from '../events/burst-event.ts';
import { consumerEvents } from '../events/consumer-event.ts';
import type { Remembered } from '../health/remembered.ts';
import type { Board } from './board.ts';
import type { History } from './history.ts';
import { type Moment, newLearning, observeGroup, trackGroup } from './observe-group.ts';
import { observeStream, trackStream } from './observe-stream.ts';
import type { TimeSlice } from './time-slice.ts';
import type { TrackedGroup, TrackedStream } from './tracked.ts';
import { WHOLE_ROW } from '@weir/domain/wire/changed-cells';

/** What happened to the board, gathered until it is published. */
export interface Gathered {
  /** Rows that changed, and in which fields; see `changedFields`. */
  readonly groups: Map<TrackedGroup, number>;
  readonly streams: Map<TrackedStream, number>;
  readonly goneGroups: number[];
  readonly goneStreams: number[];
  readonly happenings: Happening[];
}

/** One poll being taken in, and what it does to the board. */
export interface TickWork extends Gathered {
  readonly board: Board;
  readonly history: History;
  readonly slice: TimeSlice;
  readonly remembered: Remembered;
  readonly moment: Moment;
  /** False while everything is seen for the first time: that is no news. */
  readonly tellsNews: boolean;
}

export function nothingGathered(): Gathered {
  return { groups: new Map(), streams: new Map(), goneGroups: [], goneStreams: [], happenings: [] };
}

/** Removes a stream with its groups. */
export function dropStream(work: TickWork, gone: PollTick['gone'][number]): void {
  const tracked = work.board.streams.get(gone.stream);
  if (tracked === undefined) return;
  work.board.streams.delete(gone.stream);
  work.goneStreams.push(tracked.key);
  work.streams.delete(tracked);
  tracked.ring.release();
  for (const group of tracked.groups.values()) dropGroup(work, group);
  work.happenings.push(presenceEvent('gone', gone.stream, '', work.moment.at, [WHY_GONE[gone.because]]));
}

const WHY_GONE = {
  deleted: 'the stream was deleted, renamed or expired',
  'not-a-stream': 'the key holds something else now',
  denied: 'this account may not read it any more',
} as const;

/** Takes in a stream that was not there before. */
export async function addStream(work: TickWork, stream: StreamObservation): Promise<void> {
  const groups = new Map<string, TrackedGroup>();
  for (const group of stream.groups) {
    groups.set(group.group, firstSight(work, stream, group));
    if (work.slice.isOver()) await work.slice.breathe();
  }
  const tracked = trackStream(work.board.nextKey++, stream, groups, work.history.streamRing(), work.moment);
  work.board.streams.set(stream.stream, tracked);
  work.streams.set(tracked, WHOLE_ROW);
  if (work.tellsNews)
    work.happenings.push(presenceEvent('appeared', stream.stream, '', work.moment.at, ['a new stream']));
}

/** Takes in the newest observation of a known stream; the same object again when nothing changed. */
export async function renewStream(work: TickWork, tracked: TrackedStream, stream: StreamObservation): Promise<void> {
  const before = tracked.observation;
  if (stream !== before) {
    const trim = trimEvent(before, stream, work.moment.at);
    if (trim !== undefined) work.happenings.push(trim);
  }
  const goneBefore = work.goneGroups.length;
  if (stream !== before) dropMissingGroups(work, tracked, stream);
  let groupsChanged = work.goneGroups.length > goneBefore;
  for (const group of stream.groups) {
    if (renewGroup(work, tracked, stream, group)) groupsChanged = true;
    if (work.slice.isOver()) await work.slice.breathe();
  }
  addFields(work.streams, tracked, observeStream(tracked, stream, groupsChanged, work.moment));
  watchProducers(work, tracked);
}

// A stream into which nothing comes has no burst that could begin or end.
function watchProducers(work: TickWork, tracked: TrackedStream): void {
  if (tracked.burst === undefined && tracked.row.inPerSecond === 0) return;
  const turn = watchBurst(tracked.burst, tracked.ring, work.moment.at);
  tracked.burst = turn.turned === 'ended' ? undefined : turn.burst;
  const event = burstEvent(tracked.observation.stream, turn, work.moment.at);
  if (event !== undefined) work.happenings.push(event);
}

/** True when the group's row changed, or is new. */
function renewGroup(
  work: TickWork,
  tracked: TrackedStream,
  stream: StreamObservation,
  group: GroupObservation,
): boolean {
  const known = tracked.groups.get(group.group);
  if (known === undefined) {
    tracked.groups.set(group.group, firstSight(work, stream, group));
    if (work.tellsNews) {
      work.happenings.push(
        presenceEvent('appeared', stream.stream, group.group, work.moment.at, ['on ', { name: stream.stream }]),
      );
    }
    return true;
  }
  const moved =
    group === known.observation ? undefined : positionEvent(stream.stream, known.observation, group, work.moment.at);
  if (moved !== undefined) work.happenings.push(moved);
  if (group !== known.observation)
    work.happenings.push(...consumerEvents(stream.stream, known.observation, group, work.moment.at));
  const judgement = known.judgement;
  const changed = observeGroup(known, stream, group, work.moment);
  addFields(work.groups, known, changed);
  const turned = stateEvent(stream.stream, group.group, judgement, known.judgement, work.moment.at);
  if (turned !== undefined) work.happenings.push(turned);
  return changed !== 0;
}

// To those that changed after the version before was published and are still to be sent.
function addFields<Holder>(all: Map<Holder, number>, holder: Holder, fields: number): void {
  if (fields !== 0) all.set(holder, (all.get(holder) ?? 0) | fields);
}

function firstSight(work: TickWork, stream: StreamObservation, group: GroupObservation): TrackedGroup {
  const { limits } = work.board.limitBook.fitted(stream.stream, group.group);
  const learning = newLearning();
  work.remembered.recall(learning, stream.stream, group, work.moment.at);
  const ring = work.history.groupRing();
  const tracked = trackGroup(work.board.nextKey++, stream, group, ring, limits, learning, work.moment);
  work.groups.set(tracked, WHOLE_ROW);
  return tracked;
}

function dropGroup(work: TickWork, group: TrackedGroup): void {
  work.goneGroups.push(group.key);
  work.groups.delete(group);
  group.ring.release();
}

// A group that was destroyed and created again is another one: its history does not belong to the new one.
function dropMissingGroups(work: TickWork, tracked: TrackedStream, stream: StreamObservation): void {
  const present = new Map(stream.groups.map((group) => [group.group, group.since]));
  for (const [name, group] of tracked.groups) {
    if (present.get(name) === group.observation.since) continue;
    tracked.groups.delete(name);
    dropGroup(work, group);
    work.happenings.push(
      presenceEvent('gone', stream.stream, name, work.moment.at, ['destroyed on ', { name: stream.stream }]),
    );
  }
}
