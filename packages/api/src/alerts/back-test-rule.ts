import type { AlertRule, AlertSubject } from '@weir/domain/alerts/alert-rule';
import { backTest, type Episode } from '@weir/domain/alerts/back-test';
import type { BackTestAnswer, BackTestSpan, TriedEpisode } from '@weir/domain/wire/alert-answers';
import { findWatch } from '../connections/find-watch.ts';
import type { AlertTools } from './alert-tools.ts';
import type { Past, Recorded } from './past.ts';
import { recordedPast, whyNotRecorded } from './recorded-past.ts';
import { subjectsOf } from './subjects-of.ts';

/** Subjects of one trial, at most; an hour of so many takes about a second of this machine, in small pieces. */
const MOST_SUBJECTS = 2_000;
/** A week of thousands of subjects is more than somebody waits for: after this the trial is cut, and that is said. */
const MOST_MS = 15_000;
// So few that neither the history's thread nor the event loop is held for longer than some ms.
const AT_ONCE = 4;
const MOST_EPISODES = 50;
const MOST_COLUMNS = 240;
/** A series in which nothing moves has a sample every five seconds: a narrower column would have none of it. */
const LEAST_COLUMN_MS = 6_000;

/** How often a rule would have fired on what was recorded, when and for how long. */
export async function backTestRule(
  tools: AlertTools,
  rule: AlertRule,
  asked: BackTestSpan,
  signal?: AbortSignal,
): Promise<BackTestAnswer> {
  const watch = findWatch(tools.watches, rule.connection);
  const because = whyNotRecorded(rule.watched);
  const past = await recordedPast(watch, asked);
  const trial = createTrial(rule, past, watch.board.summary.cost.intervalMs);
  if (because === '') {
    const subjects = [...subjectsOf(watch, rule.watched)].map(({ subject }) => subject);
    const until = tools.here() + MOST_MS;
    const slice = watch.board.newSlice();
    for (let next = 0; next < subjects.length; next += AT_ONCE) {
      if (next >= MOST_SUBJECTS || tools.here() > until || signal?.aborted === true) {
        trial.cut();
        break;
      }
      const some = subjects.slice(next, next + AT_ONCE);
      const recorded = await past.of(some, rule);
      for (const [at, subject] of some.entries()) {
        trial.take(subject, recorded[at] ?? []);
        if (slice.isOver()) await slice.breathe();
      }
    }
  }
  const { stepMs, unrecordedMs } = past;
  return { ...trial.answer(), asked, stepMs, unrecordedMs, because };
}

interface Trial {
  take(subject: AlertSubject, recorded: Recorded): void;
  /** There are more subjects, and they are not looked at. */
  cut(): void;
  answer(): Omit<BackTestAnswer, 'asked' | 'stepMs' | 'unrecordedMs' | 'because'>;
}

function createTrial(rule: AlertRule, { from, to, stepMs }: Past, intervalMs: number): Trial {
  const { when } = rule.watched;
  const below = when.is === 'figure' && when.op === 'below';
  const longerMs = rule.forMs === 0 ? 60_000 : rule.forMs * 2;
  const widthMs = Math.max(LEAST_COLUMN_MS, intervalMs * 2, stepMs, (to - from + 1) / MOST_COLUMNS);
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
    take(subject, recorded) {
      counts.subjects += 1;
      draw(recorded);
      if (!recorded.some(([, , sight]) => sight.known && sight.met)) return;
      const sights = recorded.map(([at, , sight]) => [at, sight] as const);
      for (const episode of backTest(sights, rule)) {
        counts.fired += 1;
        counts.firedMs += (episode.to ?? to) - episode.from;
        episodes.push({ ...subject, ...episode, peak: peakOf(recorded, episode, below) });
      }
      counts.ifLonger += backTest(sights, { ...rule, forMs: longerMs }).length;
    },
    cut() {
      counts.leftOut = true;
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
