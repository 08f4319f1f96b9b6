import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import { backTest, type Episode } from '@weir/domain/alerts/back-test';
import type { BackTestAnswer, TriedEpisode } from '@weir/domain/wire/alert-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { Watch } from '../observe/watch.ts';
import type { AlertDesk } from './alert-desk.ts';
import { nowOf } from './alert-tools.ts';
import { notedStates, recordedFigures, recordedStates, type Recorded, whyNotRecorded } from './recorded-sights.ts';
import { subjectsOf } from './subjects-of.ts';

const HOUR_MS = 3_600_000;
/** Subjects of one trial, at most; it takes about a second of this machine then, in small pieces. */
const MOST_SUBJECTS = 2_000;
const MOST_EPISODES = 50;
const MOST_COLUMNS = 240;
/** A series in which nothing moves has a sample every five seconds: a narrower column would have none of it. */
const LEAST_COLUMN_MS = 6_000;

/** How often a rule would have fired on what was recorded, when and for how long; from the samples in memory alone. */
export async function backTestRule(desk: AlertDesk, rule: AlertRule): Promise<BackTestAnswer> {
  const watch = findWatch(desk.tools.watches, rule.connection);
  const to = nowOf(watch);
  const from = Math.max(to - HOUR_MS, watch.board.totals.ring.oldest ?? to);
  const because = whyNotRecorded(rule.watched);
  const trial = createTrial(rule, from, to, watch.board.summary.cost.intervalMs);
  if (because === '') await tryAll(watch, rule, trial);
  return { ...trial.answer(), because };
}

async function tryAll(watch: Watch, rule: AlertRule, trial: Trial): Promise<void> {
  const slice = watch.board.newSlice();
  const noted = notedStates(watch.board.events);
  const range = { from: trial.from, to: trial.to };
  for (const { subject } of subjectsOf(watch, rule.watched)) {
    const recorded =
      rule.watched.when.is === 'figure'
        ? recordedFigures(watch, subject, rule.watched, range)
        : recordedStates(
            watch,
            subject,
            rule.watched,
            range,
            noted.get(JSON.stringify([subject.stream, subject.group])) ?? [],
          );
    if (!trial.take(subject, recorded)) return;
    if (slice.isOver()) await slice.breathe();
  }
}

interface Trial {
  readonly from: number;
  readonly to: number;
  /** False = no more subjects are looked at. */
  take(subject: AlertSubject, recorded: Recorded): boolean;
  answer(): Omit<BackTestAnswer, 'because'>;
}

function createTrial(rule: AlertRule, from: number, to: number, intervalMs: number): Trial {
  const { when } = rule.watched;
  const below = when.is === 'figure' && when.op === 'below';
  const longerMs = rule.forMs === 0 ? 60_000 : rule.forMs * 2;
  const widthMs = Math.max(LEAST_COLUMN_MS, intervalMs * 2, (to - from + 1) / MOST_COLUMNS);
  const columns: (number | null)[] = Array.from({ length: Math.ceil((to - from + 1) / widthMs) }, () => null);
  const episodes: TriedEpisode[] = [];
  const counts = { subjects: 0, fired: 0, firedMs: 0, ifLonger: 0, leftOut: false };

  function draw(recorded: Recorded): void {
    if (when.is !== 'figure') return drawMet(recorded);
    for (const [at, figure] of recorded) {
      const column = columnOf(at);
      const before = columns[column];
      if (figure === null || before === undefined) continue;
      columns[column] = before === null ? figure : below ? Math.min(before, figure) : Math.max(before, figure);
    }
  }

  /** Of a state: how many are in it, the most at any moment of the column; one subject counts once in each. */
  function drawMet(recorded: Recorded): void {
    let counted = -1;
    for (const [at, , sight] of recorded) {
      const column = columnOf(at);
      if (!sight.known || column === counted) continue;
      columns[column] ??= 0;
      if (!sight.met) continue;
      columns[column] = (columns[column] ?? 0) + 1;
      counted = column;
    }
  }

  const columnOf = (at: number): number => Math.min(columns.length - 1, Math.max(0, Math.floor((at - from) / widthMs)));

  return {
    from,
    to,
    take(subject, recorded) {
      if (counts.subjects >= MOST_SUBJECTS) {
        counts.leftOut = true;
        return false;
      }
      counts.subjects += 1;
      draw(recorded);
      if (!recorded.some(([, , sight]) => sight.known && sight.met)) return true;
      const sights = recorded.map(([at, , sight]) => [at, sight] as const);
      for (const episode of backTest(sights, rule)) {
        counts.fired += 1;
        counts.firedMs += (episode.to ?? to) - episode.from;
        episodes.push({ ...subject, ...episode, peak: peakOf(recorded, episode, below) });
      }
      counts.ifLonger += backTest(sights, { ...rule, forMs: longerMs }).length;
      return true;
    },
    answer: () => ({
      from,
      to,
      ...counts,
      longerMs,
      episodes: episodes.toSorted((a, b) => b.from - a.from).slice(0, MOST_EPISODES),
      points: columns.map((figure, column) => [Math.round(from + (column + 0.5) * widthMs), figure]),
    }),
  };
}

function peakOf(recorded: Recorded, { from, to }: Episode, below: boolean): number | null {
  let peak: number | null = null;
  for (const [at, figure] of recorded) {
    if (figure === null || at < from || (to !== null && at > to)) continue;
    peak = peak === null ? figure : below ? Math.min(peak, figure) : Math.max(peak, figure);
  }
  return peak;
}
