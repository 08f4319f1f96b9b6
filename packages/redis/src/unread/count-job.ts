import type { EntryId } from '@weir/domain/entries/entry-id';
import type { StreamMark } from '@weir/domain/groups/resolve-unread';
import type { RangeReply } from '../replies/xrange-ids.ts';
import { intactBehind, type LaterGroup, type UnreadProof } from './unread-proof.ts';

/** Counting stops here: at some 0.4 ms of server time per 1,000 entries a longer count is not worth a figure. */
export const COUNT_CAP = { entries: 10_000, bytes: 8 * 1024 * 1024 } as const;
/** A page holds the server for about 0.2 ms. */
export const PAGE_ENTRIES = 500;
// A stream that loses entries under the count again and again is too busy for it.
const RESTARTS = 3;

/**
 * Counting, in pages over several polls, the entries behind a position or the ones up to it: whichever are fewer tell
 * the same when the length is known. Each page is read in one transaction with the stream's figures, and those show
 * whether a page counted earlier still holds.
 */
export interface CountJob {
  readonly side: 'behind' | 'before';
  readonly position: EntryId;
  /** What the group said when it stood there, and entries-added of that moment. */
  readonly entriesRead: number | null | undefined;
  readonly lag: number | null | undefined;
  readonly entriesAdded: number | undefined;
  /** The last id counted; null before the first page. */
  readonly cursor: EntryId | null;
  readonly counted: number;
  readonly bytes: number;
  readonly restarts: number;
  /** The figures of the newest page. */
  readonly mark: StreamMark | undefined;
  /** What the other side reached before it was given up; undefined = not tried. */
  readonly otherSide: number | undefined;
}

const NOTHING_COUNTED = { cursor: null, counted: 0, bytes: 0, mark: undefined } as const;

export type CountStep =
  | { readonly step: 'go-on'; readonly job: CountJob }
  | { readonly step: 'counted'; readonly proof: UnreadProof }
  | { readonly step: 'too-many'; readonly moreThan: number }
  | { readonly step: 'too-busy' };

/** Begins on the side that the server's figure, right or wrong, makes look shorter. */
export function beginCount(group: LaterGroup, mark: StreamMark): CountJob {
  const { position, entriesRead, lag } = group;
  const before = typeof lag === 'number' && lag >= 0 && lag <= mark.length && mark.length - lag < lag;
  return {
    side: before ? 'before' : 'behind',
    position,
    entriesRead,
    lag,
    entriesAdded: mark.entriesAdded,
    ...NOTHING_COUNTED,
    restarts: 0,
    otherSide: undefined,
  };
}

/** About how many entries are still to be counted, for taking the shortest first. */
export function leftToCount(job: CountJob, length: number, lag: number | null | undefined): number {
  const likely = typeof lag === 'number' && lag >= 0 && lag <= length ? lag : length;
  const whole = job.side === 'behind' ? likely : length - likely;
  return Math.max(0, Math.min(whole, COUNT_CAP.entries) - job.counted);
}

/** Takes in one page that was read together with `mark`. */
export function takePage(job: CountJob, mark: StreamMark, page: RangeReply, asked: number): CountStep {
  // Up to a position every removal counts, behind it only those behind it do.
  const lower = job.side === 'behind' ? job.position : ('0-0' as EntryId); // canonical by hand
  if (job.mark !== undefined && !intactBehind(job.mark, mark, lower)) {
    if (job.restarts >= RESTARTS) return { step: 'too-busy' };
    return { step: 'go-on', job: { ...job, ...NOTHING_COUNTED, restarts: job.restarts + 1 } };
  }
  const counted = job.counted + page.count;
  const bytes = job.bytes + page.bytes;
  if (page.count < asked) {
    return { step: 'counted', proof: proofFrom(job, mark, job.side === 'behind' ? counted : mark.length - counted) };
  }
  if (counted >= COUNT_CAP.entries || bytes >= COUNT_CAP.bytes) return stopAtCap(job, counted);
  return { step: 'go-on', job: { ...job, cursor: page.lastId, counted, bytes, mark } };
}

function proofFrom(job: CountJob, mark: StreamMark, count: number): UnreadProof {
  const { position, entriesRead } = job;
  // Additions raise the lag of a group that does not move; entries-read belongs to the position.
  const added = (mark.entriesAdded ?? 0) - (job.entriesAdded ?? 0);
  const lag = typeof job.lag === 'number' ? job.lag + added : job.lag;
  return { mark, position, entriesRead, lag, count, moreThan: false, source: 'counted' };
}

function stopAtCap(job: CountJob, counted: number): CountStep {
  const behind = job.side === 'behind' ? counted : (job.otherSide ?? 0);
  if (job.otherSide !== undefined) return { step: 'too-many', moreThan: Math.max(0, behind - 1) };
  const side = job.side === 'behind' ? 'before' : 'behind';
  return { step: 'go-on', job: { ...job, ...NOTHING_COUNTED, side, otherSide: counted } };
}
