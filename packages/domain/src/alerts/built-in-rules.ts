import type { AlertRule } from './alert-rule.ts';

type Offered = Omit<AlertRule, 'connection' | 'channels'>;

const EVERY_GROUP = { over: 'groups', streams: '*', groups: '*', except: '' } as const;
const OFTEN = { enabled: true, holdMs: 60_000, repeatMs: 4 * 3_600_000 } as const;

/**
 * The rules a connection starts with. They judge from the first minute and so fill the list and the history; a message is
 * sent only once somebody gave one of them a channel. Saved by name the first time, so that what is changed or removed stays so.
 */
const OFFERED: readonly Offered[] = [
  {
    ...OFTEN,
    ruleId: 'unreachable',
    severity: 'critical',
    watched: { over: 'connection', when: { is: 'unreachable' } },
    forMs: 30_000,
    holdMs: 15_000,
  },
  {
    ...OFTEN,
    ruleId: 'losing-data',
    severity: 'critical',
    watched: { ...EVERY_GROUP, when: { is: 'status', status: 'losing-data' } },
    forMs: 0,
  },
  {
    ...OFTEN,
    ruleId: 'dead-consumer',
    severity: 'critical',
    watched: { ...EVERY_GROUP, when: { is: 'status', status: 'dead-consumer' } },
    forMs: 60_000,
  },
  {
    ...OFTEN,
    ruleId: 'falling-behind',
    severity: 'critical',
    watched: { ...EVERY_GROUP, when: { is: 'status', status: 'falling-behind' } },
    forMs: 60_000,
  },
  {
    ...OFTEN,
    ruleId: 'memory',
    severity: 'critical',
    watched: {
      over: 'connection',
      when: { is: 'figure', metric: 'memoryShare', op: 'above', value: 85, clear: 80 },
    },
    forMs: 60_000,
  },
  {
    ...OFTEN,
    ruleId: 'behind',
    severity: 'warning',
    watched: {
      ...EVERY_GROUP,
      when: { is: 'figure', metric: 'behindMs', op: 'above', value: 60_000, clear: 30_000 },
    },
    forMs: 120_000,
  },
  {
    ...OFTEN,
    ruleId: 'oldest-pending',
    severity: 'warning',
    watched: {
      ...EVERY_GROUP,
      when: { is: 'figure', metric: 'oldestPendingMs', op: 'above', value: 300_000, clear: null },
    },
    forMs: 60_000,
  },
  {
    ...OFTEN,
    ruleId: 'poison-entry',
    severity: 'warning',
    watched: { ...EVERY_GROUP, when: { is: 'status', status: 'poison-entry' } },
    forMs: 0,
  },
];

/** The rules a connection starts with, with names of its own. */
export function builtInRules(connection: string): readonly AlertRule[] {
  return OFFERED.map((rule) => ({ ...rule, ruleId: `${rule.ruleId}-${connection}`, connection, channels: [] }));
}
