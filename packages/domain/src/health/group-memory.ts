import { ZERO_ID, type EntryId } from '../entries/entry-id.ts';
import type { KeptCause } from './kept-cause.ts';
import type { OwnCalls } from './own-calls.ts';
import type { RuleName } from './status.ts';

/** What judging remembers of a group between two judgements. Plain, small, owned by the caller. Redis time, epoch ms. */
export interface GroupMemory {
  /** The last judgement; 0 = none yet. */
  judgedAt: number;
  /** The first judgement: what happened before was not seen. */
  watchedSince: number;
  position: EntryId;
  /** The position was last seen to move; when watching began if it has not. */
  movedAt: number;
  /** The position was seen to go back; 0 = never. */
  rewoundAt: number;
  rewoundFrom: EntryId;
  /** Smallest pending id, and since when it has been that; ZERO_ID = nothing was pending. */
  oldestPendingId: EntryId;
  oldestPendingSince: number;
  /** Since when there has been something unread, and behind over its limit, without a break; 0 = not now. */
  unreadSince: number;
  behindSince: number;
  /** Usual time an entry is in hand, ms, a slow moving average; 0 = not known yet. */
  usualHandlingMs: number;
  /** Regular pauses between reads with entries waiting, as batch readers make: how many, and how long. */
  pauses: number;
  pauseMs: number;
  /** Of the present difference, what is no loss of this incident, and what this incident lost besides; -1 = not looked yet. */
  lostBefore: number;
  lostCarried: number;
  /** Entries lost: how many, since when, and when that was last so; 0 = none. */
  lost: number;
  lostSince: number;
  lostSeenAt: number;
  /** How the troubles of now began, by rule; replaced, never changed in place. */
  causes: { readonly [Rule in RuleName]?: KeptCause };
  /** Claims by Weir; replaced, never changed in place. */
  ownCalls: OwnCalls;
  /** A better status waits here until it held long enough. */
  betterSince: number;
  betterAt: number;
  betterCount: number;
}

const NO_CAUSES = {};

/** A group about which nothing is remembered yet. */
export function newGroupMemory(): GroupMemory {
  return {
    judgedAt: 0,
    watchedSince: 0,
    position: ZERO_ID,
    movedAt: 0,
    rewoundAt: 0,
    rewoundFrom: ZERO_ID,
    oldestPendingId: ZERO_ID,
    oldestPendingSince: 0,
    unreadSince: 0,
    behindSince: 0,
    usualHandlingMs: 0,
    pauses: 0,
    pauseMs: 0,
    lostBefore: -1,
    lostCarried: 0,
    lost: 0,
    lostSince: 0,
    lostSeenAt: 0,
    causes: NO_CAUSES,
    ownCalls: {},
    betterSince: 0,
    betterAt: 0,
    betterCount: 0,
  };
}
