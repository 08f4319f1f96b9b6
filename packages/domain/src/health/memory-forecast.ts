import type { Ring } from '../metrics/ring.ts';
import { climbs, trendOf } from '../metrics/trend.ts';
import type { Sentence } from '../wire/sentence.ts';

/** What is known of a server's memory now. */
export interface MemoryFacts {
  readonly usedBytes: number;
  /** 0 = no limit. */
  readonly maxBytes: number;
  /** "noeviction", "allkeys-lru", …; '' = not told. */
  readonly policy: string;
}

/**
 * Whether memory meets its limit. none: there is no limit. calm: it does not grow, or not so far that anything can be
 * said. fills: it grows and gets there within what can be foreseen. full: it is there.
 */
export interface MemoryForecast {
  readonly state: 'none' | 'calm' | 'fills' | 'full';
  readonly level: 'critical' | 'warning' | 'idle';
  /** Redis time, epoch ms; null while it does not fill. */
  readonly fullAt: number | null;
  readonly bytesPerSecond: number | null;
  /** The stretch the growth was seen over. */
  readonly samples: { readonly from: number; readonly to: number; readonly count: number };
}

const WINDOW_MS = 3_600_000;
const LEAST_SEEN_MS = 300_000;
// As far ahead as this many times what was seen, and never further than a day.
const AHEAD = 20;
const FURTHEST_MS = 86_400_000;
const SOON_MS = 3_600_000;
const FULL_SHARE = 0.98;
// Growth of less than this share of what is free, in all that was seen, is the breathing of a server.
const LEAST_SHARE = 0.005;
// A forecast that stops holding for less than this is the same one: memory is read every ten seconds.
const HOLD_MS = 60_000;

/** The forecast of now. `before` is the one of the last poll; `metric` the ring's column of used memory. */
export function memoryForecast(
  { usedBytes, maxBytes }: MemoryFacts,
  history: Ring,
  metric: number,
  at: number,
  before: MemoryForecast | undefined,
): MemoryForecast {
  const trend = trendOf(history, metric, WINDOW_MS, at, 0);
  const start = Math.max(history.newestGap, history.indexFrom(at - WINDOW_MS));
  const samples = { from: at - trend.spanMs, to: at, count: Math.max(0, history.size - start) };
  const base = { fullAt: null, bytesPerSecond: null, samples } as const;
  if (maxBytes === 0) return { ...base, state: 'none', level: 'idle' };
  if (usedBytes >= maxBytes * FULL_SHARE) return { ...base, state: 'full', level: 'critical', fullAt: at };
  const free = maxBytes - usedBytes;
  // The lows: what a trim gives back each time is no growth.
  const perMs = ((trend.lows[3] - trend.lows[0]) / trend.spanMs) * (4 / 3);
  const fullAt = at + free / perMs;
  const foreseen = Math.min(FURTHEST_MS, trend.spanMs * AHEAD);
  const grows = trend.spanMs >= LEAST_SEEN_MS && climbs(trend, free * LEAST_SHARE);
  if (grows && fullAt - at <= foreseen) {
    const level = fullAt - at <= SOON_MS ? 'critical' : 'warning';
    return { state: 'fills', level, fullAt: Math.round(fullAt), bytesPerSecond: perMs * 1_000, samples };
  }
  if (before?.state === 'fills' && at - before.samples.to < HOLD_MS) return before;
  return { ...base, state: 'calm', level: 'idle' };
}

/** What it means, for the page; empty while there is nothing to say. `grower` = the stream that grows most. */
export function memorySentence(forecast: MemoryForecast, { policy }: MemoryFacts, grower: string): Sentence {
  const { state, fullAt } = forecast;
  if (state === 'none' || state === 'calm' || fullAt === null) return [];
  const most: Sentence = grower === '' ? [] : [' Of the streams ', { name: grower, b: true }, ' grows most.'];
  if (state === 'full') return [{ t: 'Redis memory is full.', b: true }, ` ${consequence(policy, true)}`, ...most];
  return [
    { t: 'Redis memory fills up.', b: true },
    ' At this rate it meets its limit at ',
    { clock: fullAt },
    `. ${consequence(policy, false)}`,
    ...most,
  ];
}

function consequence(policy: string, isFull: boolean): string {
  const then = isFull ? '' : 'Then ';
  if (policy === '') return `${then}Redis refuses writes or evicts keys; which of both this account may not read.`;
  if (policy === 'noeviction') return `${then}Redis refuses every XADD, and consumers can still read.`;
  const which = policy.startsWith('allkeys') ? 'keys of all kinds, whole streams among them' : 'keys that can expire';
  return `${then}Redis evicts ${which} (${policy}).`;
}
