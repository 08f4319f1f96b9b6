import type { AlertRule } from '@weir/domain/alerts/alert-rule';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import type { Channel } from '@weir/domain/alerts/channel';
import type { Incident, Snooze } from '@weir/domain/alerts/incident';
import { AT } from './sample-job.ts';

export function incidentAt(incidentId: string, change: Partial<Incident> = {}): Incident {
  return {
    incidentId,
    ruleId: 'r1',
    connection: 'main',
    stream: 'orders',
    group: 'billing',
    severity: 'critical',
    rule: 'A group is falling behind',
    finding: 'billing on orders is falling behind',
    detail: '',
    openedAt: AT,
    closedAt: null,
    closedBecause: '',
    ...change,
  };
}

export function ruleOf(ruleId: string, change: Partial<AlertRule> = {}): AlertRule {
  const [first] = builtInRules('main');
  if (first === undefined) throw new Error('there is no rule to begin with');
  return { ...first, ruleId, ...change };
}

export function channelTo(channelId: string, change: Partial<Channel> = {}): Channel {
  const target = { kind: 'webhook', url: 'https://hooks.example.org/x', secret: 'a secret of some length' } as const;
  return { channelId, name: channelId, enabled: true, target, quiet: null, ...change };
}

export function snoozeUntil(snoozeId: string, until: number, change: Partial<Snooze> = {}): Snooze {
  const of = { connection: 'main', incidentId: null, stream: 'orders', group: 'billing' };
  return { snoozeId, ...of, from: AT, until, by: 'ann', reason: 'known', ...change };
}
