import type { AlertAnswer, AlertRuleAnswer, AlertSummaryAnswer, ChannelAnswer } from '@weir/domain/wire/alert-answers';
import type { Snooze } from '@weir/domain/alerts/incident';
import { formatCount } from '@weir/domain/metrics/format-figures';
import type { GlyphShape } from '../../ui/status-glyph.tsx';

// Least first; a role may do everything the ones before it may.
const ROLES = ['viewer', 'reader', 'operator', 'maintainer', 'admin'];

export function alertLock(word: string, needs: string, role: string | undefined): string {
  if (role === undefined || ROLES.indexOf(role) >= ROLES.indexOf(needs)) return '';
  return `${word} needs the ${needs} role.`;
}

/** "2 critical, 1 warning": what fires; '' = nothing does. */
export function firingWords({
  critical,
  warning,
  snoozed,
}: Pick<AlertSummaryAnswer, 'critical' | 'warning' | 'snoozed'>): string {
  const parts = [
    critical > 0 ? `${formatCount(critical)} critical` : '',
    warning > 0 ? `${formatCount(warning)} ${warning === 1 ? 'warning' : 'warnings'}` : '',
    snoozed > 0 ? `${formatCount(snoozed)} of them snoozed` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What was told of an incident, in a word or two. */
export function toldWords({
  told,
  snooze,
  state,
  channels,
}: Pick<AlertAnswer, 'told' | 'snooze' | 'state' | 'channels'>): string {
  if (told.failed > 0) return `${told.failed === 1 ? 'a message' : `${told.failed} messages`} did not arrive`;
  if (told.waiting > 0) return 'sending';
  if (told.sent > 0) return `told ${told.sent === 1 ? 'once' : `${told.sent} times`}`;
  if (state === 'resolved') return 'told nobody';
  // Nothing is kept back from nobody.
  return snooze === null || channels === 0 ? 'told nobody' : 'held back';
}

export function severityShape(alert: Pick<AlertAnswer, 'severity' | 'state' | 'unknown'>): GlyphShape {
  if (alert.state === 'resolved') return 'healthy';
  return alert.unknown === null ? alert.severity : 'unknown';
}

/** What a rule is doing now. */
export function ruleState({ rule, firing, pending, unknown }: AlertRuleAnswer): string {
  if (!rule.enabled) return 'off';
  const parts = [
    firing > 0 ? `${formatCount(firing)} firing` : '',
    pending > 0 ? `${formatCount(pending)} pending` : '',
    unknown > 0 ? `${formatCount(unknown)} unknown` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The snooze of a group as a whole, the longest; what keeps one incident back is not one. */
export function groupSnooze(snoozes: readonly Snooze[], stream: string, group: string): Snooze | undefined {
  let longest: Snooze | undefined;
  for (const snooze of snoozes) {
    if (snooze.incidentId !== null || snooze.stream !== stream || snooze.group !== group) continue;
    if (longest === undefined || snooze.until > longest.until) longest = snooze;
  }
  return longest;
}

/** How the last message of a channel ended. */
export function channelState({ enabled, last }: Pick<ChannelAnswer, 'enabled' | 'last'>): {
  readonly shape: GlyphShape;
  readonly words: string;
} {
  if (!enabled) return { shape: 'paused', words: 'Off' };
  if (last === null) return { shape: 'idle', words: 'Nothing sent yet' };
  switch (last.state) {
    case 'sent':
      return { shape: 'healthy', words: 'Arrived' };
    case 'failed':
      return { shape: 'critical', words: `Given up: ${last.trouble}` };
    case 'retry':
      return { shape: 'warning', words: `Tried again soon: ${last.trouble}` };
    default:
      return { shape: 'running', words: 'Sending' };
  }
}

export const CHANNEL_WORD: { readonly [K in ChannelAnswer['kind']]: string } = {
  webhook: 'Webhook',
  slack: 'Slack',
  email: 'E-mail',
};
