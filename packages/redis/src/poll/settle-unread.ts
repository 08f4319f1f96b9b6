import type { EntryId } from '@weir/domain/entries/entry-id';
import { exact, unreadByPosition, unreadByServer, type StreamMark } from '@weir/domain/groups/resolve-unread';
import type { Unread } from '@weir/domain/groups/unread';
import { known } from '@weir/domain/known/known';
import { ReplyError } from '../replies/reply.ts';
import type { RangeReply } from '../replies/xrange-ids.ts';
import { beginCount, COUNT_CAP, takePage, type CountJob } from '../unread/count-job.ts';
import { carryProof, intactBehind, type UnreadProof } from '../unread/unread-proof.ts';
import type { PagePlan } from './plan-pages.ts';
import { BEING_COUNTED, NOT_READ_YET, type WatchedGroup, type WatchedStream } from './watched-stream.ts';

/** A page with the plan that asked for it. */
export interface PageRead {
  readonly plan: PagePlan;
  readonly page: RangeReply | ReplyError;
}

// What was too many or too busy to count is counted again after so long at the earliest.
const AGAIN_MS = 15_000;
const NOT_COUNTABLE: Unread = { known: false, because: 'too many to count, and the server has no figure' };

/**
 * Decides a group's unread entries at one snapshot: by the position alone, by counting few anew, by carrying an earlier
 * count on, or by beginning a longer count. `now` is monotonic ms.
 */
export function settleUnread(
  stream: WatchedStream,
  group: WatchedGroup,
  mark: StreamMark,
  reads: readonly PageRead[],
  now: number,
): void {
  const page = (kind: PagePlan['kind']): PageRead | undefined => reads.find(({ plan }) => plan.kind === kind);
  if (settleByPosition(group, mark)) return;
  const job = group.job;
  if (job !== undefined) {
    const read = page('job');
    if (read !== undefined && !(read.page instanceof ReplyError)) takeJobPage(group, job, mark, read, read.page, now);
  }
  const behind = page('behind');
  if (behind !== undefined && settleByPage(group, mark, behind)) return;
  noteOldest(stream, group, mark, page('oldest') ?? behind);
  // Where few were expected and more are there, nobody is going to count between two positions.
  if (settleByProof(group, mark, page('moved'), behind === undefined)) return;
  if (group.job === undefined && now >= group.countAgainAt && group.proof === undefined) {
    group.job = beginCount(group.reply, mark);
  }
  if (group.job !== undefined || group.proof !== undefined) group.unread = BEING_COUNTED;
  else setUnread(group, unreadByServer(mark, group.reply.lag, 0) ?? NOT_COUNTABLE);
}

function settleByPosition(group: WatchedGroup, mark: StreamMark): boolean {
  const decided = unreadByPosition(mark, group.reply.position);
  if (decided?.known !== true) return false;
  setUnread(group, decided);
  setOldest(group, decided.value === 0 ? null : mark.firstId);
  group.proof = proofAt(group, mark, decided.value, decided.source);
  group.job = undefined;
  group.countAgainAt = -Infinity;
  return true;
}

function settleByPage(group: WatchedGroup, mark: StreamMark, { plan, page }: PageRead): boolean {
  if (page instanceof ReplyError || plan.position !== group.reply.position || page.count >= plan.count) return false;
  group.proof = proofAt(group, mark, page.count, 'counted');
  group.job = undefined;
  setOldest(group, page.firstId);
  setUnread(group, exact(page.count, 'counted'));
  return true;
}

function settleByProof(group: WatchedGroup, mark: StreamMark, moved: PageRead | undefined, awaited: boolean): boolean {
  const { proof } = group;
  if (proof === undefined) return false;
  if (!intactBehind(proof.mark, mark, proof.position)) {
    group.proof = undefined;
    return false;
  }
  const usable = moved !== undefined && moved.plan.position === group.reply.position;
  const whole = usable && !(moved.page instanceof ReplyError) && moved.page.count < moved.plan.count;
  const between = whole && !(moved.page instanceof ReplyError) ? moved.page.count : undefined;
  const carried = carryProof(proof, mark, group.reply, between);
  if (carried === undefined) {
    // Not yet counted between the two positions: the next snapshot does that, unless this one should have.
    if (usable || !awaited) group.proof = undefined;
    return false;
  }
  group.proof = carried;
  if (carried.moreThan && carried.count < COUNT_CAP.entries / 2) {
    group.proof = undefined;
    group.countAgainAt = -Infinity;
    return false;
  }
  setUnread(group, unreadFrom(carried, mark, group));
  return true;
}

function takeJobPage(
  group: WatchedGroup,
  job: CountJob,
  mark: StreamMark,
  { plan }: PageRead,
  page: RangeReply,
  now: number,
): void {
  const step = takePage(job, mark, page, plan.count);
  if (step.step === 'go-on') {
    group.job = step.job;
    return;
  }
  group.job = undefined;
  if (step.step === 'counted') {
    group.proof = step.proof;
    return;
  }
  group.countAgainAt = now + AGAIN_MS;
  if (step.step === 'too-busy') return;
  const proof = proofAt(group, mark, step.moreThan, 'counting stopped here');
  group.proof = { ...proof, position: job.position, moreThan: true };
}

function noteOldest(stream: WatchedStream, group: WatchedGroup, mark: StreamMark, read: PageRead | undefined): void {
  if (read !== undefined && !(read.page instanceof ReplyError) && read.plan.position === group.reply.position) {
    setOldest(group, read.page.firstId);
    return;
  }
  const before = stream.mark;
  const old = group.oldestUnread;
  const stays =
    before !== undefined &&
    // Nothing was unread then: what is now has come since.
    old.known &&
    old.value !== null &&
    group.proof?.position === group.reply.position &&
    intactBehind(before, mark, group.reply.position);
  if (!stays) group.oldestUnread = NOT_READ_YET;
}

function proofAt(group: WatchedGroup, mark: StreamMark, count: number, source: string): UnreadProof {
  const { position, entriesRead, lag } = group.reply;
  return { mark, position, entriesRead, lag, count, moreThan: false, source };
}

function unreadFrom(proof: UnreadProof, mark: StreamMark, group: WatchedGroup): Unread {
  if (!proof.moreThan) return exact(proof.count, proof.source);
  return (
    unreadByServer(mark, group.reply.lag, proof.count) ?? {
      known: true,
      value: proof.count,
      quality: 'more-than',
      source: proof.source,
    }
  );
}

// An equal figure stays the same object, so that an unchanged group stays the same observation.
function setUnread(group: WatchedGroup, unread: Unread): void {
  const old = group.unread;
  const same =
    old.known &&
    unread.known &&
    old.value === unread.value &&
    old.quality === unread.quality &&
    old.source === unread.source;
  if (!same) group.unread = unread;
}

function setOldest(group: WatchedGroup, id: EntryId | null): void {
  if (!group.oldestUnread.known || group.oldestUnread.value !== id) group.oldestUnread = known(id);
}
