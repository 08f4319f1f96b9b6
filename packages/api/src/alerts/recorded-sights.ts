import type { AlertMetric, AlertSubject, Watched } from '@weir/domain/alerts/alert-rule';
import type { Sight } from '@weir/domain/alerts/advance';
import { figureSight, sightOf } from '@weir/domain/alerts/sight';
import type { GroupStatus, Level } from '@weir/domain/health/status';
import { unknown } from '@weir/domain/known/known';
import { GROUP_METRIC } from '@weir/domain/metrics/group-metrics';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import type { MetricName } from '@weir/domain/wire/answers';
import { groupPoints, type Points, streamPoints, totalPoints } from '@weir/domain/metrics/series-points';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';

/** What was recorded of one subject: at each moment a figure if the rule is about one, and what the rule sees in it. */
export type Recorded = readonly (readonly [at: number, figure: number | null, sight: Sight])[];

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** More points than a ring has samples, so that none is left out. */
const ALL = 20_000;
const NOT_SEEN: Sight = { known: false, because: 'not recorded then' };

/** Why a rule cannot be tried on what was recorded; '' = it can. */
export function whyNotRecorded({ when }: Watched): string {
  if (when.is === 'unreachable') return 'When Redis could not be reached is not in the samples.';
  if (when.is === 'figure' && when.metric === 'quietMs') return 'The time since the last entry is not in the samples.';
  return '';
}

/** What the samples say of a subject, for a rule about a figure. */
export function recordedFigures(watch: Watch, subject: AlertSubject, { when }: Watched, range: Range): Recorded {
  if (when.is !== 'figure') return [];
  const scale = when.metric === 'memoryShare' ? 100 / Math.max(1, watch.board.summary.memory?.maxBytes ?? 0) : 1;
  if (when.metric === 'memoryShare' && !watch.board.summary.memory?.maxBytes) return [];
  return pointsOf(watch, subject, when.metric, range).map(([at, value]) => {
    const figure = value === null ? null : value * scale;
    return [at, figure, figure === null ? NOT_SEEN : figureSight(when, figure)];
  });
}

function pointsOf(watch: Watch, { stream, group }: AlertSubject, metric: AlertMetric, { from, to }: Range): Points {
  const { board } = watch;
  const wanted = { metric: METRIC_NAMES[metric] ?? 'unread', from, to, maxPoints: ALL };
  if (stream === null) return totalPoints(board.totals.ring, wanted) ?? [];
  if (group === null) {
    const ring = board.streams.get(stream)?.ring;
    return ring === undefined ? [] : (streamPoints(ring, wanted) ?? []);
  }
  const ring = findGroup(board, stream, group)?.ring;
  if (ring === undefined) return [];
  if (metric === 'consumers') return ring.points(GROUP_METRIC.consumers, from, to, ALL);
  return groupPoints(ring, wanted) ?? [];
}

const METRIC_NAMES: Readonly<Record<AlertMetric, MetricName | null>> = {
  behindMs: 'behindMs',
  unread: 'unread',
  pending: 'pending',
  oldestPendingMs: 'oldestPendingMs',
  deliveries: 'deliveries',
  inPerSecond: 'inPerSecond',
  outPerSecond: 'outPerSecond',
  length: 'length',
  memoryBytes: 'memoryBytes',
  memoryShare: 'memoryBytes',
  consumers: null,
  quietMs: null,
};

const STEP_MS = 2_000;

/**
 * The same for a rule about a state: from the changes of state that were noted. Before the first of them the state is not
 * known; a group of which none was noted has been in its state since then.
 */
export function recordedStates(
  watch: Watch,
  { stream, group }: AlertSubject,
  { when }: Watched,
  { from, to }: Range,
  noted: readonly WeirEvent[],
): Recorded {
  const row = stream === null || group === null ? undefined : findGroup(watch.board, stream, group)?.row;
  if (row === undefined) return [];
  const changes = noted.map(({ at, level, status }) => ({ at, level, status }));
  const first = changes[0];
  if (first === undefined) changes.push({ at: row.since, level: row.level, status: row.status });
  const seen: [number, number | null, Sight][] = [];
  let next = 0;
  let now: { readonly level: Level; readonly status: GroupStatus } | undefined;
  for (let at = from; at <= to; at += STEP_MS) {
    for (let change = changes[next]; change !== undefined && change.at <= at; change = changes[(next += 1)]) {
      if (change.level !== 'note' && change.status !== undefined) now = { level: change.level, status: change.status };
    }
    seen.push([at, null, now === undefined || isGap(watch, at) ? NOT_SEEN : sightOf(when, { ...now, ...NO_MORE })]);
  }
  return seen;
}

const NO_MORE = { unreachable: null, figure: () => unknown('not asked for') };
// The sum of what is pending is known at every poll.
const PENDING = 2;

function isGap({ board }: Watch, at: number): boolean {
  return board.totals.ring.valueAt(PENDING, at) === null;
}

/** The changes of state of each group in the events that are kept, oldest first. */
export function notedStates(events: readonly WeirEvent[]): ReadonlyMap<string, readonly WeirEvent[]> {
  return Map.groupBy(
    events.filter(({ kind, status }) => kind === 'state' && status !== undefined),
    ({ stream, group }) => JSON.stringify([stream, group]),
  );
}
