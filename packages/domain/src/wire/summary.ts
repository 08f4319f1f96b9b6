import type { LinkState } from '../connections/link-state.ts';
import type { MemoryForecast } from '../health/memory-forecast.ts';
import type { Sentence } from './sentence.ts';
import type { Level } from '../health/status.ts';

/** The head of the picture: everything on Triage that is not a row. Times are epoch ms of Redis time unless said. */
export interface Summary {
  readonly connection: string;
  readonly name: string;
  readonly address: string;
  readonly product: string;
  readonly version: string;
  readonly role: string;
  readonly readOnly: boolean;
  /** Redis time of the newest completed poll; null before the first. */
  readonly polledAt: number | null;
  /** The same moment by this machine's clock; the browser ages the picture from it by its own elapsed time. */
  readonly polledAtHere: number | null;
  /** Redis clock minus this machine's clock, ms. */
  readonly clockSkewMs: number;
  readonly link: LinkState;
  readonly paused: boolean;
  readonly discovery: Discovery;
  readonly streams: number;
  readonly groups: number;
  readonly levels: Readonly<Record<Level, number>>;
  /** Sum over the groups where it is known. `bound` is there when some of them are bounds; both kinds make it "about". */
  readonly unread: {
    readonly value: number;
    readonly unknownGroups: number;
    /** Left out of the sum: groups that read in batches, and what waits for their next run. */
    readonly batch: { readonly value: number; readonly groups: number };
    readonly bound?: 'at-most' | 'more-than' | 'about';
  };
  /** The group furthest behind, batch groups left out; null = none is behind. */
  readonly furthest: {
    readonly key: number;
    readonly group: string;
    readonly stream: string;
    readonly oldestUnreadAt: number;
  } | null;
  readonly pending: { readonly value: number; readonly oldestAt: number | null; readonly holder: string };
  readonly inPerSecond: number | null;
  readonly outPerSecond: number | null;
  readonly memory: {
    readonly usedBytes: number;
    readonly maxBytes: number;
    readonly streamsBytes: number | null;
    readonly evictedKeys: number;
    /** Whether memory meets its limit, what that means in words (empty = nothing to say), and the stream that grows most. */
    readonly forecast: MemoryForecast;
    readonly sentence: Sentence;
    readonly grower: string;
  } | null;
  readonly cost: PollCost;
  /** Things this server or account cannot tell, one sentence each. */
  readonly limits: readonly string[];
}

export interface Discovery {
  /** False until the first whole sweep over the keyspace is done. */
  readonly complete: boolean;
  readonly lastSweepAt: number | null;
  readonly patterns: readonly string[];
}

/** What watching costs the server, measured over the last cycles. */
export interface PollCost {
  /** What was asked for, and what the budget makes of it. */
  readonly configuredIntervalMs: number;
  readonly intervalMs: number;
  /** '' or the reason the interval is longer than configured. */
  readonly stretchedBecause: string;
  readonly lastDurationMs: number;
  readonly commandsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Server time over elapsed time, 0…1. */
  readonly coreShare: number;
  /** False while that is estimated: the server does not say what it has worked, or has not said it for long enough. */
  readonly isMeasured: boolean;
  readonly budget: { readonly coreShare: number; readonly commandsPerSecond: number; readonly bytesPerSecond: number };
  readonly viewers: number;
}
