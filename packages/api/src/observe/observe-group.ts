import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { newGroupMemory } from '@weir/domain/health/group-memory';
import type { GroupSituation, ServerHabits } from '@weir/domain/health/group-situation';
import { judgeGroup } from '@weir/domain/health/judge-group';
import { DEFAULT_LIMITS } from '@weir/domain/health/limits';
import { fillGroupSample, GROUP_METRICS } from '@weir/domain/metrics/group-metrics';
import { inRate, outRate, RATE_WINDOWS_MS, type WindowRates } from '@weir/domain/metrics/rates';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { GROUP_FIELDS } from '@weir/domain/wire/group-row';
import { groupRowOf } from './group-row-of.ts';
import { rowText } from './row-text.ts';
import type { TrackedGroup } from './tracked.ts';

/** What all groups of one poll have in common. */
export interface Moment {
  /** Redis time of the poll, epoch ms. */
  readonly at: number;
  readonly intervalMs: number;
  readonly server: ServerHabits;
  /** See `relaxedFor`. */
  readonly relaxedMs: number;
}

// A quiet group is looked at this often all the same: its rates fall to zero only as its history moves on.
export const QUIET_RECHECK_MS = 30_000;
// After the last new observation a group is judged at every poll for a while: what gets better has to hold.
const SETTLED_MS = 15_000;
// A third of the time after which a ring takes the space between two samples for a gap.
const QUIET_RECORD_MS = 5_000;

/** A group seen for the first time. */
export function trackGroup(
  key: number,
  stream: StreamObservation,
  group: GroupObservation,
  ring: Ring,
  moment: Moment,
): TrackedGroup {
  const memory = newGroupMemory();
  record(ring, stream, group, moment);
  const judgement = judgeGroup({ ...shared(moment), stream, group, history: ring, previous: undefined, memory });
  const rates = ratesOf(ring, moment.at);
  const row = groupRowOf(key, stream.stream, group, judgement, rates, moment.at);
  const text = rowText(GROUP_FIELDS, row);
  return {
    key,
    observation: group,
    memory,
    ring,
    judgement,
    rates,
    row,
    text,
    judgedAt: moment.at,
    changedAt: moment.at,
  };
}

/** Takes the newest observation in; true when the row changed for a viewer. */
export function observeGroup(
  tracked: TrackedGroup,
  stream: StreamObservation,
  group: GroupObservation,
  moment: Moment,
): boolean {
  if (group !== tracked.observation) tracked.changedAt = moment.at;
  const due = moment.at - tracked.judgedAt >= judgedEvery(tracked, moment);
  if (!due && isRecent(tracked.ring, moment.at)) return false;
  record(tracked.ring, stream, group, moment);
  tracked.observation = group;
  if (!due) return false;
  tracked.judgement = judgeGroup({
    ...shared(moment),
    stream,
    group,
    history: tracked.ring,
    previous: tracked.judgement,
    memory: tracked.memory,
  });
  tracked.judgedAt = moment.at;
  tracked.rates = ratesOf(tracked.ring, moment.at);
  const row = groupRowOf(tracked.key, stream.stream, group, tracked.judgement, tracked.rates, moment.at);
  const text = rowText(GROUP_FIELDS, row);
  tracked.row = row;
  if (text.cells === tracked.text.cells) return false;
  tracked.text = text;
  return true;
}

/** How long the last verdict serves, ms; 0 = until the next poll. */
function judgedEvery({ key, judgement, row, changedAt }: TrackedGroup, moment: Moment): number {
  if (moment.at - changedAt < SETTLED_MS) return 0;
  // Nothing in, nothing out, nothing waiting: without a new observation the verdict cannot become another.
  const quiet = judgement.status === 'idle' && row.inPerSecond === 0 && row.outPerSecond === 0;
  // Spread, so that groups found by the same poll are not all due in the same later one.
  return (quiet ? QUIET_RECHECK_MS : moment.relaxedMs) * (1 + (key % 8) / 8);
}

/**
 * How often a group that stands still is judged where there are this many: its verdict can only change by time
 * passing, and tens of thousands of fresh verdicts per poll would keep the garbage collector in everybody's way.
 */
export function relaxedFor(groups: number): number {
  return Math.min(6_000, groups / 4);
}

function shared(moment: Moment): Pick<GroupSituation, 'at' | 'server' | 'limits'> {
  return { at: moment.at, server: moment.server, limits: DEFAULT_LIMITS };
}

/** True while a series in which nothing moves needs no new sample: two of them are then still joined by a line. */
export function isRecent(ring: Ring, at: number): boolean {
  const newest = ring.newest;
  return newest !== null && at > newest && at - newest < QUIET_RECORD_MS;
}

const sample: (number | null)[] = Array.from({ length: GROUP_METRICS.length }, () => null);

function record(ring: Ring, stream: StreamObservation, group: GroupObservation, moment: Moment): void {
  fillGroupSample(sample, stream, group, moment.at);
  ring.record(moment.at, sample, moment.intervalMs);
}

function ratesOf(ring: Ring, at: number): readonly WindowRates[] {
  return RATE_WINDOWS_MS.map((windowMs) => ({
    windowMs,
    inPerSecond: inRate(ring, windowMs, at),
    outPerSecond: outRate(ring, windowMs, at),
  }));
}
