import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { StreamMark } from '@weir/domain/groups/resolve-unread';
import { known, unknown, type Known } from '@weir/domain/known/known';
import type { StreamEnds } from '@weir/domain/streams/stream-observation';
import { ReplyError } from '../replies/reply.ts';
import type { StreamReply } from '../replies/xinfo-stream.ts';
import { sameMark } from '../unread/unread-proof.ts';
import type { PagePlan } from './plan-pages.ts';
import type { RedisClock } from './redis-clock.ts';
import { showsEveryChange } from './plain-stream.ts';
import { settleUnread, type PageRead } from './settle-unread.ts';
import type { Snapshot, SnapshotAnswer } from './snapshot.ts';
import { noteLargestEnd } from './vast-stream.ts';
import { isFat } from './vast-stream.ts';
import { applyGroups, beginAnew, FAT_ENTRY_BYTES, isOpen, type WatchedStream } from './watched-stream.ts';

const NOT_REPORTED = unknown('servers before 7.0 do not count it');
const NOT_WITHOUT_XINFO = unknown('only XINFO STREAM tells it, which cannot be run here');
const DENIED = unknown('this account may not read XINFO STREAM');
const TOO_LARGE = unknown('the first or last entry is too large to be read');
const SHUN_MS = 600_000;

/** Takes in a snapshot, or why there is none. Everything known of the stream then is of that one moment. */
export function takeSnapshot(
  stream: WatchedStream,
  plans: readonly PagePlan[],
  answer: SnapshotAnswer,
  clock: RedisClock,
): void {
  const now = clock.monotonic();
  stream.endsAt = now;
  if (answer === 'unchanged') return;
  // Whatever comes instead of figures: what is known is no longer confirmed.
  stream.dirty = true;
  stream.memoryOwed = true;
  stream.snapshotBytes = undefined;
  // The groups may be others now than at the last standing question: the same answer as then would be news.
  stream.standingBytes = undefined;
  stream.plain = false;
  // Torn: it stays due, and the next poll reads it again.
  if (answer === 'torn') return;
  stream.detailAt = now;
  if (answer instanceof ReplyError) {
    if (answer.code === 'NOPERM') stream.ends = DENIED;
    if (answer.code === 'TOOLARGE') {
      stream.ends = TOO_LARGE;
      stream.shunUntil = now + SHUN_MS;
    }
    return;
  }
  takeFigures(stream, answer, clock);
  const mark = markFrom(answer.stream);
  for (const group of stream.groups) {
    const reads: PageRead[] = [];
    for (const [at, plan] of plans.entries()) {
      const page = answer.pages[at];
      if (plan.group === group && page !== undefined) reads.push({ plan, page });
    }
    settleUnread(stream, group, mark, reads, now);
  }
  stream.mark = mark;
  stream.settled = stream.groups.every((group) => !isOpen(group) && group.unread.known);
  stream.plain = showsEveryChange(answer.stream, answer.groups);
  stream.dirty = false;
  stream.snapshotBytes = answer.bytes;
}

function takeFigures(stream: WatchedStream, { stream: reply, groups }: Snapshot, clock: RedisClock): void {
  if (stream.mark !== undefined && isMadeAnew(stream.mark, reply)) beginAnew(stream, clock.now());
  applyGroups(stream, groups, clock.now());
  stream.length = reply.length;
  noteLargestEnd(stream, reply.largestEntryBytes);
  if (reply.largestEntryBytes > FAT_ENTRY_BYTES || stream.entryBytes === 0) {
    stream.entryBytes = Math.max(stream.entryBytes, reply.largestEntryBytes);
  } else if (isFat(stream)) stream.entryBytes = reply.largestEntryBytes;
  stream.ends = endsFrom(reply, clock.now(), isFat(stream), stream.ends);
}

/** Counters and ids of one stream only ever grow; both fallen back is another stream under the same name. */
function isMadeAnew(mark: StreamMark, reply: StreamReply): boolean {
  const fewer =
    mark.entriesAdded === undefined || reply.entriesAdded === undefined || reply.entriesAdded < mark.entriesAdded;
  if (fewer && compareEntryIds(reply.lastGeneratedId, mark.lastGeneratedId) < 0) return true;
  // What was given out is not told there; but the first entry of one stream is never an earlier one than before.
  if (reply.endsOnly !== true || reply.firstId === null || mark.firstId === null) return false;
  return compareEntryIds(reply.firstId, mark.firstId) < 0;
}

function markFrom(reply: StreamReply): StreamMark {
  const { length, firstId, lastId, lastGeneratedId, entriesAdded, maxDeletedId } = reply;
  return { length, firstId, lastId, lastGeneratedId, entriesAdded, maxDeletedId };
}

function endsFrom(reply: StreamReply, now: number, fat: boolean, before: Known<StreamEnds>): Known<StreamEnds> {
  if (before.known && before.value.fat === fat && sameMark(markOf(before.value), { ...markFrom(reply), length: 0 })) {
    return before;
  }
  const missing = reply.endsOnly === true ? NOT_WITHOUT_XINFO : NOT_REPORTED;
  return known({
    readAt: now,
    firstId: reply.firstId,
    lastId: reply.lastId,
    lastGeneratedId: reply.lastGeneratedId,
    entriesAdded: reply.entriesAdded === undefined ? missing : known(reply.entriesAdded),
    maxDeletedId: reply.maxDeletedId === undefined ? missing : known(reply.maxDeletedId),
    fat,
  });
}

function markOf(ends: StreamEnds): StreamMark {
  return {
    length: 0,
    firstId: ends.firstId,
    lastId: ends.lastId,
    lastGeneratedId: ends.lastGeneratedId,
    entriesAdded: ends.entriesAdded.known ? ends.entriesAdded.value : undefined,
    maxDeletedId: ends.maxDeletedId.known ? ends.maxDeletedId.value : undefined,
  };
}
