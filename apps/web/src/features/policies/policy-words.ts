import { formatBytes, formatCount } from '@weir/domain/metrics/format-figures';
import type { LetterSettings, PolicySettings, TrimSettings } from '@weir/domain/policies/policy';
import type { RunOutcome } from '@weir/domain/policies/policy-run';
import type { PolicyAnswer, PolicyRunAnswer } from '@weir/domain/wire/policy-answers';
import type { GlyphShape } from '../../ui/status-glyph.tsx';
import { ageText } from '../actions/trim/trim-form.ts';
import { clock } from './schedule-form.ts';

/** "the newest 300,000 entries" */
export function keepWords({ keep }: Pick<TrimSettings, 'keep'>): string {
  switch (keep.keep) {
    case 'newest':
      return `the newest ${formatCount(keep.entries, 'full')}`;
    case 'younger':
      return `what is younger than ${ageText(keep.thanMs)}`;
    case 'bytes':
      return `what fits under ${formatBytes(keep.bytes)}`;
    case 'needed':
      return 'what some group still needs';
  }
}

/** "what was delivered 5 times or more and is older than 1 h" */
export function letterWords({ deliveries, olderThanMs }: Pick<LetterSettings, 'deliveries' | 'olderThanMs'>): string {
  return `what was delivered ${formatCount(deliveries, 'full')} times or more and is older than ${ageText(olderThanMs)}`;
}

/** All that a policy was told, behind the name of what it is for. */
export function ruleWords(settings: PolicySettings): string {
  const when = scheduleWords(settings);
  if (settings.does === 'trim') {
    const { archive, guard } = settings;
    return `keeps ${keepWords(settings)}, ${when}${archive ? ', archived first' : ''}${guard ? '' : ', without the guard'}`;
  }
  const { group, to } = settings;
  const where = to === null ? '' : `, to ${to}`;
  return `dead-letters ${letterWords(settings)}, of ${group ?? 'every group'}${where}, ${when}`;
}

/** "every 15 m, from 22:00 to 06:00 UTC" */
export function scheduleWords({ schedule, window }: Pick<PolicySettings, 'schedule' | 'window'>): string {
  const how = 'everyMs' in schedule ? `every ${ageText(schedule.everyMs)}` : `${schedule.cron} UTC`;
  return window === null ? how : `${how}, from ${clock(window.from)} to ${clock(window.to)} UTC`;
}

export const OUTCOME: { readonly [Each in RunOutcome]: { readonly word: string; readonly shape: GlyphShape } } = {
  done: { word: 'Trimmed', shape: 'healthy' },
  nothing: { word: 'Nothing to remove', shape: 'idle' },
  held: { word: 'Held back', shape: 'warning' },
  stopped: { word: 'Stopped itself', shape: 'critical' },
  refused: { word: 'Could not run', shape: 'warning' },
  partial: { word: 'Partly', shape: 'warning' },
  unknown: { word: 'Not certain', shape: 'unknown' },
  interrupted: { word: 'Did not begin', shape: 'idle' },
};

/** What a run that worked, or found nothing to do, is called: of a stream it is a trim, of a group it puts aside. */
export function runTold({ outcome, group }: Pick<PolicyRunAnswer, 'outcome' | 'group'>): PolicyBadge {
  if (outcome === null) return { word: 'Running', shape: 'running' };
  if (group === null || (outcome !== 'done' && outcome !== 'nothing')) return OUTCOME[outcome];
  return { ...OUTCOME[outcome], word: outcome === 'done' ? 'Dead-lettered' : 'Nothing to put aside' };
}

export interface PolicyBadge {
  readonly word: string;
  readonly shape: GlyphShape;
}

/** Where a policy stands, the worst of its streams first. */
export function policyBadge({ state, waits, newest }: PolicyAnswer): PolicyBadge {
  if (state === 'stopped') return OUTCOME.stopped;
  if (state === 'off') return { word: 'Off', shape: 'idle' };
  if (waits !== '') return { word: 'Waits', shape: 'paused' };
  const outcomes = newest.map(({ outcome }) => outcome);
  if (outcomes.includes(null)) return { word: 'Running', shape: 'running' };
  for (const each of ['refused', 'held', 'unknown', 'partial'] as const)
    if (outcomes.includes(each)) return OUTCOME[each];
  return { word: 'On', shape: 'healthy' };
}
