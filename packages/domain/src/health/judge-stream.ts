import type { Judgement } from './judgement.ts';
import { LEVELS, type GroupStatus, type Level } from './status.ts';

export interface StreamVerdict {
  readonly level: Level;
  /** Why, as on screen beside the stream's name; '' when there is nothing to say. */
  readonly reason: string;
}

/** A stream is as unwell as its worst group; of two equal ones the first named in `groups` is told, and how many more. */
export function judgeStream(
  groups: readonly { readonly group: string; readonly judgement: Pick<Judgement, 'level' | 'status'> }[],
): StreamVerdict {
  let worst: (typeof groups)[number] | undefined;
  let alike = 0;
  for (const one of groups) {
    const byLevel = worst === undefined ? -1 : rankOf(one.judgement.level) - rankOf(worst.judgement.level);
    if (byLevel < 0) {
      worst = one;
      alike = 0;
    } else if (byLevel === 0) alike += 1;
  }
  if (worst === undefined) return { level: 'idle', reason: 'no groups' };
  const { level, status } = worst.judgement;
  const more = alike > 0 && isTrouble(level) ? `, and ${alike} more` : '';
  const words = REASONS[status];
  return { level, reason: words === '' ? '' : `${words.split('*').join(worst.group)}${more}` };
}

// "*" stands for the group.
const REASONS: Readonly<Record<GroupStatus, string>> = {
  'losing-data': '* losing data',
  'dead-consumer': '* stalled',
  'no-consumers': '* has no consumers',
  'stalled-reading': '* stalled',
  'stalled-acknowledging': '* stalled',
  'falling-behind': '* falling behind',
  'poison-entry': '* has a poison entry',
  ghosts: '* holds entries that are gone',
  'slow-consumer': '* has a slow consumer',
  'catching-up': '* catching up',
  'late-batch': '* late',
  behind: '* behind',
  unknown: 'unread of * unknown',
  healthy: '',
  batch: '',
  idle: '',
};

function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

function isTrouble(level: Level): boolean {
  return level === 'critical' || level === 'warning';
}
