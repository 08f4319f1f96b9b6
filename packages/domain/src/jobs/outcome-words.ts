import type { ActionKind } from '../actions/action-kind.ts';
import type { SkipReason } from '../actions/call.ts';
import type { Outcome } from './job.ts';

/** What a finished one says behind its count. */
export const PAST: Readonly<Record<ActionKind, string>> = {
  acknowledge: 'acknowledged',
  'add-entry': 'added',
  claim: 'claimed',
  'create-consumer': 'created',
  'create-group': 'created',
  'dead-letter': 'dead-lettered',
  'delete-entries': 'deleted',
  'delete-stream': 'deleted',
  'destroy-group': 'given up',
  'move-group': 'moved',
  redrive: 'sent back',
  'remove-consumer': 'moved',
  replay: 'copied',
  'resend-entry': 'resent',
  restore: 'restored',
  trim: 'removed',
  undo: 'put back',
};

/** "3 were ...": why an entry was left as it is. */
export const SKIPPED_BECAUSE: Readonly<Record<SkipReason, string>> = {
  'not-pending': 'acknowledged already',
  'other-owner': 'with another consumer by now',
  'delivered-again': 'delivered again since',
  'payload-gone': 'without payload',
  gone: 'gone from the stream',
  'too-large': 'too large to copy',
  filtered: 'not matching',
  'pending-again': 'pending already',
  'not-passed': 'not read by the group yet',
  unsure: 'not certain',
};

export type SkipCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** "1,284 entries claimed", "1 of 3 acknowledged. 2 were acknowledged already." */
export function outcomeSentence(kind: ActionKind, done: number, skips: SkipCounts): string {
  const reasons = reasonsOf(skips);
  const skipped = reasons.reduce((sum, [, count]) => sum + count, 0);
  if (skipped === 0) return `${entries(done)} ${PAST[kind]}.`;
  const left = reasons.map(
    ([reason, count]) => `${whole(count)} ${count === 1 ? 'was' : 'were'} ${SKIPPED_BECAUSE[reason]}`,
  );
  const head =
    done === 0 ? `None of ${whole(skipped)} ${PAST[kind]}` : `${whole(done)} of ${whole(done + skipped)} ${PAST[kind]}`;
  return `${head}. ${left.join(', ')}.`;
}

/** What a job that went through its whole set comes to; `beside` = it changed something that is no entry, too. */
export function outcomeOf(done: number, skips: SkipCounts, beside = false): Outcome {
  const reasons = reasonsOf(skips);
  if (reasons.length === 0) return 'done';
  if (reasons.some(([reason]) => reason === 'unsure')) return 'unknown';
  return done === 0 && !beside ? 'refused' : 'partial';
}

export function entries(count: number): string {
  return `${whole(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

function reasonsOf(skips: SkipCounts): [SkipReason, number][] {
  // Sound: the keys of a SkipCounts are skip reasons.
  return (Object.entries(skips) as [SkipReason, number][]).filter(([, count]) => count > 0);
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}
