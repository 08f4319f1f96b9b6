import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { NOTHING_PENDING, PENDING_NOT_READ } from './pending-watch.ts';
import type { WatchedGroup, WatchedStream } from './watched-stream.ts';

const NOT_REPORTED = unknown('servers before 7.0 do not count it');
const NOT_COUNTED = unknown('the server does not know it for this position');

/**
 * What others may see of the stream, as of Redis time `now`. What has not changed stays the same object, the whole
 * observation included, so that an unchanged stream costs nobody anything.
 */
export function observeStream(stream: WatchedStream, now: number): StreamObservation {
  const before = stream.observation;
  const groups = stream.groups.map((group) => observeGroup(group, now));
  if (
    before !== undefined &&
    before.length === stream.length &&
    before.since === stream.since &&
    before.ends === stream.ends &&
    before.memoryBytes === stream.memoryBytes &&
    before.groups.length === groups.length &&
    groups.every((group, at) => group === before.groups[at])
  ) {
    return before;
  }
  stream.observation = {
    stream: stream.name,
    seenAt: now,
    since: stream.since,
    length: stream.length,
    ends: stream.ends,
    memoryBytes: stream.memoryBytes,
    groups,
  };
  return stream.observation;
}

function observeGroup(group: WatchedGroup, now: number): GroupObservation {
  const { reply } = group;
  const before = group.observation;
  const pending = pendingOf(group);
  const entriesRead = entriesReadOf(reply.entriesRead, before?.entriesRead);
  if (
    before !== undefined &&
    before.consumers === reply.consumers &&
    before.pending === reply.pending &&
    before.position === reply.position &&
    before.entriesRead === entriesRead &&
    before.unread === group.unread &&
    before.oldestUnreadId === group.oldestUnread &&
    before.oldestPending === pending.oldest &&
    before.worstPending === pending.worst &&
    before.consumerList === group.consumers
  ) {
    return before;
  }
  group.observation = {
    group: group.name,
    seenAt: now,
    since: group.since,
    consumers: reply.consumers,
    pending: reply.pending,
    position: reply.position,
    entriesRead,
    unread: group.unread,
    oldestUnreadId: group.oldestUnread,
    oldestPending: pending.oldest,
    worstPending: pending.worst,
    consumerList: group.consumers,
  };
  return group.observation;
}

// The number of pending entries and the list are read one after the other; where they disagree the number is newer.
function pendingOf(group: WatchedGroup): Pick<WatchedGroup['pending'], 'oldest' | 'worst'> {
  if (group.reply.pending === 0) return NOTHING_PENDING;
  const { oldest } = group.pending;
  return oldest.known && oldest.value === null ? PENDING_NOT_READ : group.pending;
}

function entriesReadOf(figure: number | null | undefined, before: Known<number> | undefined): Known<number> {
  if (figure === undefined) return NOT_REPORTED;
  if (figure === null) return NOT_COUNTED;
  return before?.known === true && before.value === figure ? before : known(figure);
}
