import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import type { Channel } from '@weir/domain/alerts/channel';
import type { Delivery, Notice } from '@weir/domain/alerts/delivery';
import { dueNotice } from '@weir/domain/alerts/due-notices';
import type { Incident, Snooze } from '@weir/domain/alerts/incident';

/** What goes out as one message: incidents of one rule and one kind, to one channel. */
export interface DueMessage {
  readonly channel: Channel;
  readonly connection: string;
  readonly kind: Notice['kind'];
  readonly notices: readonly Notice[];
}

export interface TellFacts {
  readonly incidents: readonly Incident[];
  readonly deliveries: readonly Delivery[];
  readonly rules: readonly AlertRule[];
  readonly channels: readonly Channel[];
  readonly snoozes: readonly Snooze[];
  /** Redis time of a connection; undefined = nobody watches it here. */
  readonly nowOf: (connection: string) => number | undefined;
}

// What comes within that time of the first is told with it.
const TOGETHER_MS = 3_000;

/** Everything that is to be told now, put together. */
export function dueMessages(facts: TellFacts): readonly DueMessage[] {
  const rules = new Map(facts.rules.map((rule) => [rule.ruleId, rule]));
  const told = Map.groupBy(facts.deliveries, ({ incidentId }) => incidentId);
  const messages = new Map<string, { readonly message: DueMessage; readonly notices: Notice[]; oldest: number }>();
  for (const incident of facts.incidents) {
    const now = facts.nowOf(incident.connection);
    if (now === undefined) continue;
    const rule = rules.get(incident.ruleId);
    for (const channel of facts.channels) {
      const before = (told.get(incident.incidentId) ?? []).filter(({ channelId }) => channelId === channel.channelId);
      const notice = dueNotice({ incident, rule, channel, told: before, snoozes: facts.snoozes, now });
      if (notice === null) continue;
      const key = JSON.stringify([channel.channelId, incident.ruleId, notice.kind]);
      const waited = now - (incident.closedAt ?? incident.openedAt);
      const open = messages.get(key);
      if (open === undefined) {
        const notices = [notice];
        const message = { channel, connection: incident.connection, kind: notice.kind, notices };
        messages.set(key, { message, notices, oldest: waited });
      } else {
        open.notices.push(notice);
        open.oldest = Math.max(open.oldest, waited);
      }
    }
  }
  return [...messages.values()].filter(({ oldest }) => oldest >= TOGETHER_MS).map(({ message }) => message);
}
