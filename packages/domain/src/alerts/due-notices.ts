import type { AlertRule } from './alert-rule.ts';
import { type Channel, isQuiet } from './channel.ts';
import { type Delivery, isFree, type Notice } from './delivery.ts';
import { endedSnoozeOf, type Incident, type Snooze, snoozeOf } from './incident.ts';

export interface DueFacts {
  readonly incident: Incident;
  /** Undefined = the rule is no longer there. */
  readonly rule: AlertRule | undefined;
  readonly channel: Channel;
  /** Of this incident to this channel. */
  readonly told: readonly Delivery[];
  readonly snoozes: readonly Snooze[];
  readonly now: number;
}

/**
 * What is to be told of one incident to one channel now; null = nothing. Made from what is so and what was told, never
 * from a queue: what a snooze or quiet hours kept back is told afterwards if it is still so, and not at all if it is not.
 * Behind a snooze that includes what was told before it: whoever snoozed it was promised that.
 */
export function dueNotice({ incident, rule, channel, told, snoozes, now }: DueFacts): Notice | null {
  if (!channel.enabled) return null;
  if (snoozeOf(incident, snoozes, now) !== undefined) return null;
  const critical = incident.severity === 'critical';
  if (isQuiet(channel.quiet, now) && !(critical && channel.quiet?.butCritical === true)) return null;
  const due =
    incident.closedAt === null
      ? dueWhileFiring(incident, rule, channel, told, endedSnoozeOf(incident, snoozes, now), now)
      : dueAtEnd(incident, channel, told);
  if (due === null) return null;
  const before = told.find(({ kind, number }) => kind === due.kind && number === due.number);
  return before === undefined || isFree(before, now) ? due : null;
}

function dueWhileFiring(
  { incidentId }: Incident,
  rule: AlertRule | undefined,
  { channelId }: Channel,
  told: readonly Delivery[],
  snoozed: Snooze | undefined,
  now: number,
): Notice | null {
  if (rule === undefined || !rule.channels.includes(channelId)) return null;
  const first = told.find(({ kind }) => kind === 'fired');
  if (first === undefined || first.state === 'claimed' || first.state === 'retry')
    return { incidentId, channelId, kind: 'fired', number: 0 };
  const reminders = told.filter(({ kind }) => kind === 'still-firing');
  const open = reminders.find(({ state }) => state === 'claimed' || state === 'retry');
  if (open !== undefined) return { incidentId, channelId, kind: 'still-firing', number: open.number };
  const lastAt = Math.max(first.firstAt, ...reminders.map(({ firstAt }) => firstAt));
  const isRepeat = rule.repeatMs !== null && now - lastAt >= rule.repeatMs;
  const isAwake = snoozed !== undefined && !wasToldSince(snoozed, told);
  return isRepeat || isAwake ? { incidentId, channelId, kind: 'still-firing', number: reminders.length + 1 } : null;
}

// In a snooze nothing is begun, so what began after its beginning began after its end; what was tried again ended after it.
function wasToldSince({ from, until }: Snooze, told: readonly Delivery[]): boolean {
  return told.some(({ firstAt, lastAt }) => firstAt > from || lastAt >= until);
}

// Whoever was not told that it began is not told that it is over.
function dueAtEnd({ incidentId }: Incident, { channelId }: Channel, told: readonly Delivery[]): Notice | null {
  const knows = told.some(({ kind, state }) => kind !== 'resolved' && state === 'sent');
  return knows ? { incidentId, channelId, kind: 'resolved', number: 0 } : null;
}
