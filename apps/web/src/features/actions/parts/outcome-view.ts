import type { Skipped, SkipReason } from '@weir/domain/actions/call';
import { outcomeSentence, PAST } from '@weir/domain/jobs/outcome-words';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { JobDetail } from '@weir/domain/wire/action-answers';
import type { GlyphShape } from '../../../ui/status-glyph.tsx';
import { hasEnded } from './job-view.ts';

export interface OutcomeHead {
  readonly shape: GlyphShape;
  readonly title: string;
  /** '' = nothing more to say. */
  readonly detail: string;
}

/** What became of a change, in a heading and a line. */
export function outcomeHead(job: JobDetail): OutcomeHead {
  if (!hasEnded(job)) return underWay(job);
  const told = endedWords(job);
  const because = job.because === '' ? '' : asSentence(job.because);
  switch (job.outcome) {
    case 'done':
      return { shape: 'healthy', title: told, detail: because };
    case 'partial':
      return { shape: 'warning', title: told, detail: because };
    case 'refused':
      return { shape: 'warning', title: 'Nothing was changed.', detail: because === '' ? told : because };
    default:
      return {
        shape: 'unknown',
        title: 'It is not certain what happened.',
        detail: `${told} The entries that are not certain are listed below. ${because}`.trim(),
      };
  }
}

function underWay(job: JobDetail): OutcomeHead {
  const because = job.because === '' ? '' : asSentence(job.because);
  switch (job.state) {
    case 'checking':
      return { shape: 'running', title: 'The reply was lost. Checking whether it happened…', detail: because };
    case 'paused':
      return { shape: 'paused', title: `${job.title}: paused`, detail: because };
    case 'waiting':
      return { shape: 'warning', title: `${job.title}: waits for somebody to decide`, detail: because };
    default:
      return { shape: 'running', title: job.title, detail: 'It goes on as a job; this may be closed.' };
  }
}

function endedWords(job: JobDetail): string {
  const other = job.counted === 'entries' ? '' : `${job.title}.`;
  if (job.outcome === 'done' && (job.counted === 'one-step' || (other !== '' && job.done + job.skipped === 0)))
    return other;
  if (job.kind === 'remove-consumer' && job.outcome === 'done') return `${job.title}.`;
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { reason } of job.skippedSample) counts[reason] = (counts[reason] ?? 0) + 1;
  // The sample is cut; then only the sum is certain.
  if (job.skipped > job.skippedSample.length)
    return `${other} ${formatCount(job.done, 'full')} of ${formatCount(job.done + job.skipped, 'full')} ${PAST[job.kind]}. ${formatCount(job.skipped, 'full')} were skipped.`.trim();
  return `${other} ${outcomeSentence(job.kind, job.done, counts)}`.trim();
}

/** Why one entry was left as it is, for a list. */
export function skipWords({ reason, consumer }: Skipped): string {
  const words = SKIP_WORDS[reason];
  return reason === 'other-owner' && consumer !== undefined ? `${words}, ${consumer}` : words;
}

const SKIP_WORDS: { readonly [Reason in SkipReason]: string } = {
  'not-pending': 'acked already, nothing was pending any more',
  'other-owner': 'another consumer has it by now',
  'delivered-again': 'delivered again since it was looked at',
  'payload-gone': 'its payload is gone from the stream',
  gone: 'gone from the stream',
  'too-large': 'too large to copy',
  filtered: 'does not match the filter',
  'pending-again': 'it is pending already',
  'not-passed': 'the group has not read it yet',
  unsure: 'the reply was lost, and reading could not tell',
};

function asSentence(text: string): string {
  return /[.…?]$/.test(text) ? text : `${text}.`;
}
