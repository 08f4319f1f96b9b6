import type { Ring } from '../metrics/ring.ts';
import type { HealthLimits } from './limits.ts';
import type { Finding } from './judgement.ts';

/** The samples a rule looked at. Redis time, epoch ms. */
export interface SamplesUsed {
  /** The command and the figure they are of. */
  readonly source: string;
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

const NEWEST = 0;

// What each rule looks at, and how far back; `window` and `growth` are times of the limits.
const USES: { readonly [rule: string]: readonly [source: string, span: 'newest' | 'growth' | 'window'] } = {
  'losing-data': ['XINFO STREAM, XINFO GROUPS → entries-added, entries-read, first id', 'newest'],
  'dead-consumer': ['XINFO CONSUMERS → idle, pending', 'newest'],
  'no-consumers': ['XINFO CONSUMERS → idle; XINFO GROUPS → lag', 'newest'],
  'stalled-reading': ['XINFO GROUPS → last-delivered-id, lag', 'growth'],
  'stalled-acknowledging': ['XINFO GROUPS → entries-read, pending; XPENDING → smallest id', 'growth'],
  'falling-behind': ['XINFO GROUPS → lag', 'window'],
  'poison-entry': ['XPENDING → deliveries', 'newest'],
  ghosts: ['XPENDING → smallest id; XINFO STREAM → first id', 'newest'],
  'slow-consumer': ['XPENDING → idle of the oldest', 'newest'],
  'catching-up': ['XINFO GROUPS → lag; XINFO STREAM → entries-added', 'window'],
  'late-batch': ['XINFO GROUPS → last-delivered-id', 'newest'],
  behind: ['XRANGE → first id behind the position', 'growth'],
  rewound: ['XINFO GROUPS → last-delivered-id', 'window'],
};

/** Which samples of the group's history the rule used at `at`: those behind the newest gap, within its time. */
export function samplesUsed(rule: Finding['rule'], history: Ring, limits: HealthLimits, at: number): SamplesUsed {
  const [source, span] = USES[rule] ?? ['', 'newest'];
  const spanMs = { newest: NEWEST, growth: limits.growthMs, window: limits.windowMs }[span];
  const last = history.size - 1;
  const first = span === 'newest' ? last : Math.max(history.newestGap, history.indexFrom(at - spanMs));
  if (last < 0) return { source, count: 0, from: at, to: at };
  const from = Math.min(first, last);
  return { source, count: last - from + 1, from: history.timeOf(from), to: history.timeOf(last) };
}
