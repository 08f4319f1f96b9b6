import { timeInId } from '../entries/id-time.ts';
import type { EntryId } from '../entries/entry-id.ts';
import { known, type Known } from '../known/known.ts';
import { GROUP_METRIC } from '../metrics/group-metrics.ts';
import { inRate, outRate } from '../metrics/rates.ts';
import { trendOf, type Trend } from '../metrics/trend.ts';
import { batchOf, type Batch } from './batch.ts';
import { reviewCalls, type Calls } from './calls.ts';
import type { GroupSituation } from './group-situation.ts';

const MINUTE_MS = 60_000;
// Unread that is worked off within this long is the ordinary ripple of a busy group.
const RIPPLE_SECONDS = 5;
const RIPPLE_ENTRIES = 10;

/** What the rules look at, taken once per judgement. Rates are per second over the last minute. */
export interface Signs {
  readonly situation: GroupSituation;
  readonly at: number;
  /** null = not known. */
  readonly unread: number | null;
  /** Age of the oldest unread entry, ms; 0 = nothing unread. */
  readonly behind: Known<number>;
  readonly in: Known<number>;
  readonly out: Known<number>;
  readonly calls: Known<Calls>;
  /** Unread up to this counts as keeping up. */
  readonly ripple: number;
  /** How unread went over the growth window and over the whole window; of behind where unread is not counted. */
  readonly recent: Trend;
  readonly long: Trend;
  readonly counted: boolean;
  /** No more is unread than the group has in passing. */
  readonly caughtUp: boolean;
  /** How the group reads in batches; undefined = it does not. */
  readonly batch: Batch | undefined;
}

/** Takes the signs of one group; reads the history in two bounded passes. */
export function takeSigns(situation: GroupSituation): Signs {
  const { at, group, history, limits } = situation;
  const unread = group.unread.known ? group.unread.value : null;
  const inFlow = inRate(history, MINUTE_MS, at);
  // A count that stopped at its cap stands still while unread grows; behind does not.
  const counted = group.unread.known && group.unread.quality !== 'more-than';
  const ripple = Math.max(RIPPLE_ENTRIES, inFlow.known ? inFlow.value * RIPPLE_SECONDS : 0);
  const metric = counted ? GROUP_METRIC.unread : GROUP_METRIC.behindMs;
  const allowed = counted ? ripple : limits.behindMs;
  return {
    situation,
    at,
    unread,
    behind: unread === 0 ? known(0) : ageOf(group.oldestUnreadId, at),
    in: inFlow,
    out: outRate(history, MINUTE_MS, at),
    calls: reviewCalls(situation),
    ripple,
    recent: trendOf(history, metric, limits.growthMs, at, allowed),
    long: trendOf(history, metric, limits.windowMs, at, allowed),
    counted,
    caughtUp: unread !== null && counted && unread <= ripple,
    batch: batchOf(situation),
  };
}

// Less than this share of what comes in is within the ripple of two counters read at different moments.
const LEAST_SHARE = 0.03;
const LEAST_ENTRIES = 20;

/** From which change over `spanMs` on unread (or behind, where unread is not counted) really moved. */
export function notable(signs: Signs, spanMs: number): number {
  if (!signs.counted) return spanMs * LEAST_SHARE;
  const came = signs.in.known ? signs.in.value * (spanMs / 1000) : 0;
  return Math.max(LEAST_ENTRIES, came * LEAST_SHARE);
}

function ageOf(id: Known<EntryId | null>, at: number): Known<number> {
  if (!id.known) return id;
  if (id.value === null) return known(0);
  const time = timeInId(id.value, at);
  return time.known ? known(at - time.value) : time;
}
