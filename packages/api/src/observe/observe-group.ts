import { createCallGaps } from '@weir/domain/consumers/call-gaps';
import { compareEntryIds } from '@weir/domain/entries/entry-id';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { Learning } from '@weir/domain/health/baseline';
import { newGroupMemory } from '@weir/domain/health/group-memory';
import type { GroupSituation, ServerHabits } from '@weir/domain/health/group-situation';
import { createHourlyUsual } from '@weir/domain/health/hourly-usual';
import type { Judgement } from '@weir/domain/health/judgement';
import { judgeGroup } from '@weir/domain/health/judge-group';
import { batchOf } from '@weir/domain/health/batch';
import type { HealthLimits } from '@weir/domain/health/limits';
import type { Known } from '@weir/domain/known/known';
import { type Eta, timeToCatchUp } from '@weir/domain/metrics/eta';
import { fillGroupSample, GROUP_METRIC, GROUP_METRICS } from '@weir/domain/metrics/group-metrics';
import { inRate, outRate, RATE_WINDOWS_MS, type WindowRates } from '@weir/domain/metrics/rates';
import { type EtaCourse, etaCourse, NO_ETA_YET, steadyEta } from '@weir/domain/metrics/steady-eta';
import type { Ring } from '@weir/domain/metrics/ring';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { changedFields } from '@weir/domain/wire/changed-cells';
import { GROUP_FIELDS } from '@weir/domain/wire/group-row';
import { groupRowOf } from './group-row-of.ts';
import { keptOf } from './kept-judgement.ts';
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

/** Of a group of which nothing was learned yet. */
export function newLearning(): Learning {
  return { memory: newGroupMemory(), hourlyUsual: createHourlyUsual(), callGaps: createCallGaps() };
}

/** A group seen for the first time by this Weir; `learning` is what one before it may have learned. */
export function trackGroup(
  key: number,
  stream: StreamObservation,
  group: GroupObservation,
  ring: Ring,
  limits: HealthLimits,
  learning: Learning,
  moment: Moment,
): TrackedGroup {
  const { memory, hourlyUsual } = learning;
  const usualIn = hourlyUsual.at(moment.at);
  record(ring, stream, group, moment);
  const situation = { ...shared(moment), limits, usualIn, stream, group, history: ring, previous: undefined, memory };
  const judgement = keptOf(judgeGroup(situation), undefined);
  const rates = ratesOf(ring, moment.at);
  const { eta, course, nextRunAt } = etaOf(group, rates, NO_ETA_YET, { at: moment.at, memory, limits });
  const row = groupRowOf(key, stream.stream, group, judgement, rates, { ...eta, nextRunAt }, moment.at, undefined);
  return {
    key,
    observation: group,
    ...learning,
    limits,
    ring,
    judgement,
    rates,
    etaCourse: course,
    row,
    judgedAt: moment.at,
    changedAt: moment.at,
  };
}

/** Takes the newest observation in; tells which fields of the row changed for a viewer, see `changedFields`. */
export function observeGroup(
  tracked: TrackedGroup,
  stream: StreamObservation,
  group: GroupObservation,
  moment: Moment,
): number {
  if (group !== tracked.observation) {
    tracked.changedAt = moment.at;
    noteGaps(tracked, group);
    if (isByHand(tracked.observation, group)) tracked.ring.markOdd();
  }
  const due = moment.at - tracked.judgedAt >= judgedEvery(tracked, moment);
  if (!due && isRecent(tracked.ring, moment.at)) return 0;
  record(tracked.ring, stream, group, moment);
  tracked.hourlyUsual.note(moment.at, sample[GROUP_METRIC.entriesAdded] ?? null);
  tracked.observation = group;
  if (!due) return 0;
  const { ring: history, judgement: previous, memory, limits } = tracked;
  const usualIn = tracked.hourlyUsual.at(moment.at);
  const situation = { ...shared(moment), limits, usualIn, stream, group, history, previous, memory };
  tracked.judgement = keptOf(judgeGroup(situation), previous);
  tracked.judgedAt = moment.at;
  // What is equal stays the same object: tens of thousands of new ones per poll would keep the garbage collector busy.
  const rates = ratesOf(history, moment.at);
  if (!sameRates(rates, tracked.rates)) tracked.rates = rates;
  const { eta, course, nextRunAt } = etaOf(group, rates, tracked.etaCourse, situation);
  tracked.etaCourse = course;
  const told = { ...eta, nextRunAt };
  const row = groupRowOf(tracked.key, stream.stream, group, tracked.judgement, rates, told, moment.at, tracked.row);
  const changed = changedFields(GROUP_FIELDS, tracked.row, row);
  if (changed !== 0) tracked.row = row;
  return changed;
}

/**
 * The verdict on a group as of its last judgement with every finding, those ruled out too: judged once more, on a copy
 * of what is remembered, because only the verdict is kept.
 */
export function diagnose(tracked: TrackedGroup, stream: StreamObservation, server: ServerHabits): Judgement {
  // An idle group that still is would be given back its verdict unread.
  const previous = tracked.judgement.status === 'idle' ? undefined : tracked.judgement;
  return judgeAgain(tracked, stream, server, tracked.limits, previous);
}

/** What would be said of the group with these limits, were nothing held back from before. */
export function judgeUnheld(
  tracked: TrackedGroup,
  stream: StreamObservation,
  server: ServerHabits,
  limits: HealthLimits,
): Judgement {
  return judgeAgain(tracked, stream, server, limits, undefined);
}

function judgeAgain(
  { observation: group, ring: history, judgedAt: at, ...tracked }: TrackedGroup,
  stream: StreamObservation,
  server: ServerHabits,
  limits: HealthLimits,
  previous: Judgement | undefined,
): Judgement {
  const memory = { ...tracked.memory };
  const usualIn = tracked.hourlyUsual.at(at);
  return judgeGroup({ at, server, limits, usualIn, stream, group, history, previous, memory });
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

function shared(moment: Moment): Pick<GroupSituation, 'at' | 'server'> {
  return { at: moment.at, server: moment.server };
}

function noteGaps({ observation, callGaps }: TrackedGroup, { consumerList: now }: GroupObservation): void {
  const before = observation.consumerList;
  if (before.known && now.known) callGaps.note(before.value, now.value);
}

/** A position that went back, or a consumer that went with what it held: no work of the group. */
function isByHand(before: GroupObservation, now: GroupObservation): boolean {
  if (compareEntryIds(now.position, before.position) < 0) return true;
  return now.consumers < before.consumers && now.pending < before.pending;
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

function etaOf(
  { unread }: GroupObservation,
  rates: readonly WindowRates[],
  before: EtaCourse,
  situation: Pick<GroupSituation, 'at' | 'memory' | 'limits'>,
): { readonly eta: Eta; readonly course: EtaCourse; readonly nextRunAt: number } {
  const fresh = timeToCatchUp(unread, rates);
  const course = etaCourse(before, fresh, unread, situation.at);
  const batch = batchOf(situation);
  return { eta: steadyEta(fresh, course, batch !== undefined), course, nextRunAt: batch?.dueAt ?? 0 };
}

function sameRates(one: readonly WindowRates[], other: readonly WindowRates[]): boolean {
  return one.every(
    (rate, at) =>
      sameRate(rate.inPerSecond, other[at]?.inPerSecond) && sameRate(rate.outPerSecond, other[at]?.outPerSecond),
  );
}

function sameRate(one: Known<number>, other: Known<number> | undefined): boolean {
  if (!one.known || !other?.known) return one.known === other?.known;
  return one.value === other.value;
}

function ratesOf(ring: Ring, at: number): readonly WindowRates[] {
  return RATE_WINDOWS_MS.map((windowMs) => ({
    windowMs,
    inPerSecond: inRate(ring, windowMs, at),
    outPerSecond: outRate(ring, windowMs, at),
  }));
}
