import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import type { PastMetric, SeriesName } from '@weir/domain/history/history';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { findGroup } from '../observe/board.ts';
import type { Watch } from '../observe/watch.ts';
import { recordedFigures } from './figure-samples.ts';
import { type Past, PAST_METRICS, type Range, type Recorded } from './past.ts';
import { changesIn, gapsIn, stateSamples } from './state-samples.ts';

// Every sample of an hour; a day in stretches of a minute, a week in stretches of five: lowest and highest of each.
const HOUR_MS = 3_600_000;
const STRETCHES: readonly (readonly [upToMs: number, stretchMs: number])[] = [
  [HOUR_MS, 0],
  [24 * HOUR_MS, 60_000],
];
const LONGEST_STRETCH_MS = 300_000;
// More than an hour has samples.
const ALL = 20_000;
const STATE_STEP_MS = 2_000;
const EVENTS_PER_PAGE = 2_000;
/** Changes of state that are looked at, the newest; with more of them the time that is looked at begins later. */
const MOST_CHANGES = 40_000;

/** What the history holds of a time; read a few subjects at a time, so that nothing waits long for its thread. */
export async function pastOnDisk(watch: Watch, asked: Range): Promise<Past> {
  const { history, id } = watch;
  const { oldest } = await history.extent(id);
  const range = { from: Math.min(asked.to, Math.max(asked.from, oldest ?? asked.to)), to: asked.to };
  const spanMs = range.to - range.from;
  const stepMs = STRETCHES.find(([upToMs]) => spanMs <= upToMs)?.[1] ?? LONGEST_STRETCH_MS;
  const maxPoints = stepMs === 0 ? ALL : 2 * Math.ceil(spanMs / stepMs) + 2;
  const read = async (subjects: readonly AlertSubject[], metric: PastMetric) => {
    const answers = await history.series(
      subjects.map((subject) => ({ connection: id, name: nameOf(subject), metrics: [metric], ...range, maxPoints })),
    );
    return answers.map(([answer]) => answer?.points ?? []);
  };
  // The sum of what is pending is known at every poll.
  const [totals = []] = await read([{ stream: null, group: null }], 'pending');
  const gaps = gapsIn(totals, range);
  let changes: Promise<ChangesSince> | undefined;

  async function states(subjects: readonly AlertSubject[], rule: AlertRule): Promise<readonly Recorded[]> {
    changes ??= changesOf(watch, range);
    const { byGroup, from } = await changes;
    return subjects.map(({ stream, group }) => {
      const row = stream === null || group === null ? undefined : findGroup(watch.board, stream, group)?.row;
      if (row === undefined) return [];
      const found = changesIn((byGroup.get(JSON.stringify([stream, group])) ?? []).toReversed());
      // A group of which no change was noted has been in its state since then.
      if (found.length === 0) found.push({ at: row.since, level: row.level, status: row.status });
      return stateSamples(
        rule,
        { ...range, from: Math.max(range.from, from) },
        found,
        gaps,
        stepMs === 0 ? STATE_STEP_MS : stepMs,
      );
    });
  }

  return {
    ...range,
    stepMs,
    unrecordedMs: gaps.reduce((sum, { from, to }) => sum + to - from, 0),
    async of(subjects, rule) {
      const { when } = rule.watched;
      if (when.is !== 'figure') return states(subjects, rule);
      const points = await read(subjects, PAST_METRICS[when.metric]);
      return points.map((each) => recordedFigures(watch, when, each));
    },
  };
}

interface ChangesSince {
  /** Newest first. */
  readonly byGroup: ReadonlyMap<string, readonly WeirEvent[]>;
  /** From when on they are all there. */
  readonly from: number;
}

/** The changes of state of all groups in a time, and of each the last one before it, as far as it was noted. */
async function changesOf({ history, id }: Watch, { from, to }: Range): Promise<ChangesSince> {
  const events: WeirEvent[] = [];
  const kinds = ['state'] as const;
  let before: { readonly at: number; readonly id: number } | undefined;
  let isWhole = false;
  while (!isWhole && events.length < MOST_CHANGES) {
    const page = await history.events({ connection: id, kinds, from, to, before, limit: EVENTS_PER_PAGE });
    events.push(...page);
    const last = page.at(-1);
    isWhole = last === undefined || page.length < EVENTS_PER_PAGE;
    if (last !== undefined) before = { at: last.at, id: last.id };
  }
  const byGroup = Map.groupBy(events, ({ stream, group }) => JSON.stringify([stream, group]));
  for (const noted of byGroup.values()) {
    const [{ stream, group } = { stream: '', group: '' }] = noted;
    const [earlier] = await history.events({ connection: id, kinds, stream, group, to: from - 1, limit: 1 });
    if (earlier !== undefined) noted.push(earlier);
  }
  return { byGroup, from: isWhole ? from : (before?.at ?? from) };
}

function nameOf({ stream, group }: AlertSubject): SeriesName {
  const kind = stream === null ? 'total' : group === null ? 'stream' : 'group';
  return { kind, stream: stream ?? '', group: group ?? '', consumer: '' };
}
