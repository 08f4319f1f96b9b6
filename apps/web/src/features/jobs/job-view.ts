import { actorInWords } from '@weir/domain/policies/policy';
import type { JobLine, JobState, Outcome } from '@weir/domain/jobs/job';
import { PAST } from '@weir/domain/jobs/outcome-words';
import { formatCount, formatDuration, formatRate } from '@weir/domain/metrics/format-figures';
import type { JobAnswer, JobDetail } from '@weir/domain/wire/action-answers';
import type { GlyphShape } from '../../ui/status-glyph.tsx';
import { hasEnded, shareDone } from '../actions/parts/job-view.ts';

type Standing = Pick<JobAnswer, 'state' | 'outcome'>;

/** Shape and word of a job's state. */
export function jobBadge({ state, outcome }: Standing): { readonly shape: GlyphShape; readonly word: string } {
  switch (state) {
    case 'queued':
      return { shape: 'idle', word: 'Queued' };
    case 'running':
      return { shape: 'running', word: 'Running' };
    case 'paused':
      return { shape: 'paused', word: 'Paused' };
    case 'checking':
      return { shape: 'unknown', word: 'Checking' };
    case 'waiting':
      return { shape: 'warning', word: 'Waiting for you' };
    case 'failed':
      return { shape: 'critical', word: 'Stopped' };
    case 'cancelled':
      return { shape: 'idle', word: 'Cancelled' };
    case 'done':
      return outcome === null ? { shape: 'healthy', word: 'Done' } : OUTCOME_BADGE[outcome];
    default:
      return state satisfies never;
  }
}

const OUTCOME_BADGE: { readonly [O in Outcome]: { readonly shape: GlyphShape; readonly word: string } } = {
  done: { shape: 'healthy', word: 'Done' },
  partial: { shape: 'warning', word: 'Partly done' },
  refused: { shape: 'critical', word: 'Refused' },
  unknown: { shape: 'unknown', word: 'Unsure' },
};

/** What the state means and what to do next; null where the badge says it all. */
export function stateAdvice(job: Pick<JobAnswer, 'state' | 'because'>): {
  readonly tone: 'warn' | 'quiet';
  readonly title: string;
  readonly text: string;
} | null {
  const because = job.because === '' ? '' : `${endWithStop(job.because)} `;
  const { state } = job;
  switch (state) {
    case 'checking':
      return {
        tone: 'quiet',
        title: 'Checking what has happened.',
        text: `${because}Weir reads how far the job came and goes on from there by itself. Nothing is sent twice.`,
      };
    case 'waiting':
      return {
        tone: 'warn',
        title: 'This job waits for you.',
        text: `${because}Resume it once that is as you want it, or cancel it.`,
      };
    case 'paused':
      return {
        tone: 'quiet',
        title: 'Paused.',
        text: `${because}It keeps its place. Resume goes on behind the last entry it did.`,
      };
    case 'queued':
      return { tone: 'quiet', title: 'Not begun yet.', text: because.trim() };
    case 'failed':
      return {
        tone: 'warn',
        title: 'Stopped before its end.',
        text: `${because}What it did until then stays. Plan the rest again when the reason is gone.`,
      };
    case 'cancelled':
      return because === '' ? null : { tone: 'quiet', title: 'Cancelled.', text: because.trim() };
    case 'running':
      return because === '' ? null : { tone: 'quiet', title: 'Going slower.', text: because.trim() };
    case 'done':
      return null;
    default:
      return state satisfies never;
  }
}

function endWithStop(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** Share of the whole, 0…1; null when the whole is not known. */
export function shareOf(job: JobAnswer): number | null {
  return job.state === 'done' ? 1 : shareDone(job);
}

/** "59%": 100% only when it is complete, "< 1%" at the low end. */
export function percentText(share: number, complete: boolean): string {
  if (complete) return '100%';
  if (share > 0 && share < 0.01) return '< 1%';
  return `${Math.min(99, Math.floor(share * 100))}%`;
}

/** Moves a position or makes a group: done in one step, and no entry is touched. */
export function isOneStep({ counted }: Pick<JobAnswer, 'counted'>): boolean {
  return counted === 'one-step';
}

/** "61,840 of 104,212 copied", "about" where the whole was not counted to its end. */
export function progressText(
  job: Pick<JobAnswer, 'state' | 'kind' | 'counted' | 'total' | 'totalExact' | 'done' | 'archived'>,
): string {
  if (isOneStep(job)) return job.state === 'done' ? 'done in one step' : 'one step, not done yet';
  const archiving = job.archived !== undefined && !job.archived.complete;
  const whole = `${job.totalExact ? '' : 'about '}${formatCount(job.total, 'full')}`;
  if (archiving) return `${formatCount(job.archived.entries, 'full')} of ${whole} archived, nothing removed yet`;
  const past = PAST[job.kind];
  if (job.total <= 0) return `${formatCount(job.done, 'full')} ${past}`;
  return `${formatCount(job.done, 'full')} of ${whole} ${past}`;
}

/** "498/s, 1 m 25 s left"; what the reader sees beside the bar of an unfinished job. */
export function paceText(job: Pick<JobAnswer, 'state' | 'rate' | 'etaMs'>): string {
  if (job.state === 'paused') return 'paused';
  if (job.state === 'waiting') return 'waiting';
  if (job.state === 'checking') return 'checking';
  if (job.rate === null) return job.state === 'queued' ? 'not begun' : 'starting';
  return [formatRate(job.rate), job.etaMs === null ? '' : `${formatDuration(job.etaMs)} left`]
    .filter(Boolean)
    .join(', ');
}

/** What came of a finished job, in one line. */
export function resultText(job: JobAnswer): string {
  if (isOneStep(job) && job.outcome === 'done') return 'done in one step';
  const past = PAST[job.kind];
  const skipped = job.skipped === 0 ? '' : `, ${formatCount(job.skipped, 'full')} skipped`;
  const failed = job.failed === 0 ? '' : `, ${formatCount(job.failed, 'full')} unsure`;
  const count = `${formatCount(job.done, 'full')} ${past}${skipped}${failed}`;
  if (job.state === 'cancelled') return `cancelled at ${progressText(job)}`;
  if (job.state === 'failed') return `stopped at ${count}${job.because === '' ? '' : `: ${job.because}`}`;
  if (job.outcome === 'refused') return job.because === '' ? 'refused, nothing was changed' : job.because;
  return count;
}

/** Between start and end, ms; null when it has not begun. `now` counts for one that runs. */
export function tookMs(job: Pick<JobAnswer, 'startedAt' | 'endedAt'>, now: number): number | null {
  if (job.startedAt === null) return null;
  return Math.max(0, (job.endedAt ?? now) - job.startedAt);
}

export const LINE_SHAPE: { readonly [L in JobLine['level']]: GlyphShape } = {
  note: 'note',
  warning: 'warning',
  change: 'change',
};

/** What happened to the job, newest first: its beginning and its end, and what was noted between. */
export function logLines(job: JobDetail): readonly JobLine[] {
  const begun = `Started by ${actorInWords(job.actor)}.${job.reason === '' ? '' : ` Reason: ${job.reason}`}`;
  const lines: JobLine[] = [{ at: job.createdAt, level: 'change', text: begun }, ...job.lines];
  if (job.endedAt !== null) {
    const { shape, word } = jobBadge(job);
    lines.push({
      at: job.endedAt,
      level: shape === 'healthy' ? 'change' : 'warning',
      text: `${word}: ${resultText(job)}`,
    });
  }
  // What is noted behind the end, such as an undo, stands above it.
  return lines.toSorted((a, b) => a.at - b.at).toReversed();
}

/** The running ones first, then those that wait, each newest first. */
export function unfinishedInOrder(jobs: readonly JobAnswer[]): readonly JobAnswer[] {
  return jobs.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.createdAt - a.createdAt);
}

const ORDER: { readonly [S in JobState]: number } = {
  running: 0,
  checking: 1,
  queued: 2,
  waiting: 3,
  paused: 4,
  done: 5,
  failed: 5,
  cancelled: 5,
};

/** "1 active, 1 waiting"; '' for none. */
export function unfinishedWords(jobs: readonly Pick<JobAnswer, 'state'>[]): string {
  const waiting = jobs.filter(({ state }) => state === 'waiting' || state === 'paused').length;
  const active = jobs.length - waiting;
  return [active > 0 ? `${active} active` : '', waiting > 0 ? `${waiting} waiting` : ''].filter(Boolean).join(', ');
}

/** Which buttons a job offers. */
export function mayDo(job: Pick<JobAnswer, 'state'>): {
  readonly pause: boolean;
  readonly resume: boolean;
  readonly stop: boolean;
} {
  const { state } = job;
  return {
    pause: state === 'queued' || state === 'running' || state === 'checking',
    resume: state === 'paused' || state === 'waiting',
    stop: !hasEnded(job),
  };
}

/** A rate as it was typed: entries a second; null = gently; undefined = no rate. */
export function parseRate(typed: string): number | null | undefined {
  const text = typed.trim().replaceAll(',', '');
  if (text === '') return null;
  if (!/^\d{1,7}$/.test(text)) return undefined;
  const rate = Number(text);
  return rate >= 1 && rate <= 1_000_000 ? rate : undefined;
}
