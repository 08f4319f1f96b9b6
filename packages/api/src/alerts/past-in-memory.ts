import type { AlertCondition, AlertSubject } from '@weir/domain/alerts/alert-rule';
import { GROUP_METRIC } from '@weir/domain/metrics/group-metrics';
import { groupPoints, type Points, streamPoints, totalPoints } from '@weir/domain/metrics/series-points';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { recordedFigures } from './figure-samples.ts';
import { type Past, PAST_METRICS, type Range } from './past.ts';
import { changesIn, gapsIn, stateSamples } from './state-samples.ts';

// More points than a ring has samples, so that none is left out.
const ALL = 20_000;
const STATE_STEP_MS = 2_000;

/** The last hour, every sample of it. */
export function pastInMemory(watch: Watch, range: Range): Past {
  const { board } = watch;
  // The sum of what is pending is known at every poll.
  const gaps = gapsIn(totalPoints(board.totals.ring, { metric: 'pending', ...range, maxPoints: ALL }) ?? [], range);
  const states = board.events.filter(({ kind, status }) => kind === 'state' && status !== undefined);
  const noted = Map.groupBy(states, ({ stream, group }) => JSON.stringify([stream, group]));
  return {
    ...range,
    stepMs: 0,
    unrecordedMs: gaps.reduce((sum, { from, to }) => sum + to - from, 0),
    of: async (subjects, rule) =>
      subjects.map((subject) => {
        const { when } = rule.watched;
        if (when.is === 'figure') return recordedFigures(watch, when, pointsOf(watch, subject, when, range));
        const { stream, group } = subject;
        const row = stream === null || group === null ? undefined : findGroup(board, stream, group)?.row;
        if (row === undefined) return [];
        const changes = changesIn(noted.get(JSON.stringify([stream, group])) ?? []);
        // A group of which no change was noted has been in its state since then.
        if (changes.length === 0) changes.push({ at: row.since, level: row.level, status: row.status });
        return stateSamples(rule, range, changes, gaps, STATE_STEP_MS);
      }),
  };
}

function pointsOf(
  { board }: Watch,
  { stream, group }: AlertSubject,
  { metric }: Extract<AlertCondition, { is: 'figure' }>,
  { from, to }: Range,
): Points {
  const name = PAST_METRICS[metric];
  const groupRing = stream === null || group === null ? undefined : findGroup(board, stream, group)?.ring;
  if (name === 'consumers') return groupRing?.points(GROUP_METRIC.consumers, from, to, ALL) ?? [];
  const wanted = { metric: name, from, to, maxPoints: ALL };
  if (stream === null) return totalPoints(board.totals.ring, wanted) ?? [];
  const ring = group === null ? board.streams.get(stream)?.ring : groupRing;
  if (ring === undefined) return [];
  return (group === null ? streamPoints : groupPoints)(ring, wanted) ?? [];
}
