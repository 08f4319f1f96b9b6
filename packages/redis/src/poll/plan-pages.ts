import { compareEntryIds, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { idAfter } from '../pages/neighbour-id.ts';
import { PAGE_ENTRIES } from '../unread/count-job.ts';
import { isFat } from './vast-stream.ts';
import type { WatchedGroup, WatchedStream } from './watched-stream.ts';

/** One bounded XRANGE that is read in the same transaction as the stream's figures. */
export interface PagePlan {
  readonly group: WatchedGroup;
  /**
   * behind: from the position on, to count few entries whole. moved: between the proven and the present position.
   * oldest: the first behind the position. job: the next page of a longer count.
   */
  readonly kind: 'behind' | 'moved' | 'oldest' | 'job';
  readonly position: EntryId;
  readonly from: EntryId;
  readonly to: EntryId | '+';
  readonly count: number;
}

/** Up to here entries are counted anew at each change: at 0.4 µs each that is cheaper than any doubt. */
const FEW = 200;
// What may have been added since the estimate.
const SLACK = 32;
// A transaction holds the server as one; groups left over have their turn with the next one.
const SNAPSHOT_ENTRIES = 2_000;
const PAGE_BYTES = 256 * 1_024;
// An entry of unknown size is taken to be small; the first reading tells.
const USUAL_BYTES = 150;

/** The pages worth reading with the next snapshot of a stream, so that few groups need a second look. */
export function planPages(stream: WatchedStream): readonly PagePlan[] {
  const pages: PagePlan[] = [];
  if (stream.length === 0 || (stream.settled && !stream.dirty)) return pages;
  let entries = 0;
  for (const group of stream.groups) {
    if (group.job !== undefined || entries > SNAPSHOT_ENTRIES) continue;
    for (const plan of plansFor(stream, group)) {
      pages.push(plan);
      entries += plan.count;
    }
  }
  return pages;
}

/** The next page of the group's longer count; undefined when there is none to read. */
export function planJobPage(stream: WatchedStream, group: WatchedGroup): PagePlan | undefined {
  const { job } = group;
  if (job === undefined) return undefined;
  const start = job.side === 'behind' ? job.position : ZERO_ID;
  const from = idAfter(job.cursor ?? start);
  if (from === undefined) return undefined;
  const to = job.side === 'behind' ? '+' : job.position;
  return { group, kind: 'job', position: job.position, from, to, count: entriesPerPage(stream, PAGE_ENTRIES) };
}

function plansFor(stream: WatchedStream, group: WatchedGroup): readonly PagePlan[] {
  const { position } = group.reply;
  const { proof } = group;
  const first = stream.mark?.firstId;
  const standing = proof?.position === position;
  const beforeAll =
    position === ZERO_ID || (first !== null && first !== undefined && compareEntryIds(position, first) < 0);
  // Decided by the position alone, or nothing has changed since it was decided.
  if (beforeAll || (standing && !stream.dirty && group.oldestUnread.known)) return [];
  const behind = idAfter(position);
  if (behind === undefined) return [];
  const likely = likelyUnread(stream, group);
  if (likely <= FEW && entriesPerPage(stream, likely + SLACK) === likely + SLACK) {
    return [{ group, kind: 'behind', position, from: behind, to: '+', count: likely + SLACK }];
  }
  const oldest: PagePlan = { group, kind: 'oldest', position, from: behind, to: '+', count: 1 };
  if (proof === undefined || standing || isFat(stream)) return [oldest];
  const [low, high] =
    compareEntryIds(proof.position, position) < 0 ? [proof.position, position] : [position, proof.position];
  const from = idAfter(low);
  const moved: readonly PagePlan[] =
    from === undefined ? [] : [{ group, kind: 'moved', position, from, to: high, count: PAGE_ENTRIES }];
  return [oldest, ...moved];
}

function likelyUnread(stream: WatchedStream, group: WatchedGroup): number {
  const { lag } = group.reply;
  if (typeof lag === 'number' && lag >= 0) return Math.min(lag, stream.length);
  return stream.length;
}

function entriesPerPage(stream: WatchedStream, wanted: number): number {
  return Math.max(1, Math.min(wanted, Math.floor(PAGE_BYTES / (stream.entryBytes || USUAL_BYTES))));
}
