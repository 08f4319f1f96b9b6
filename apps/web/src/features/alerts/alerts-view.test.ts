import type { AlertDetail, AlertRuleAnswer, DeliveryAnswer } from '@weir/domain/wire/alert-answers';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import type { WeirEvent } from '@weir/domain/wire/live-frame';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { describe, expect, test } from 'vitest';
import {
  alertLock,
  channelState,
  firingWords,
  groupSnooze,
  ruleState,
  severityShape,
  toldWords,
} from './alerts-view.ts';
import { incidentTimeline } from './incident-view.ts';

const AT = 1_795_262_400_000;
const MINUTE = 60_000;
const snooze = {
  snoozeId: 's1',
  connection: 'main',
  incidentId: null,
  stream: 'orders',
  group: 'billing',
  from: AT + MINUTE,
  until: AT + 60 * MINUTE,
  by: 'ann',
  reason: 'known',
};
const told = { sent: 0, waiting: 0, failed: 0 };
const detail: AlertDetail = {
  incidentId: 'i1',
  ruleId: 'r1',
  connection: 'main',
  stream: 'orders',
  group: 'billing',
  rule: 'A group is behind',
  severity: 'warning',
  state: 'firing',
  finding: 'billing is behind',
  detail: '',
  openedAt: AT,
  closedAt: null,
  closedBecause: '',
  snooze: null,
  unknown: null,
  clearSince: null,
  told,
  channels: 1,
  deliveries: [],
  snoozes: [],
};

test('a role that is too small is told which one is needed', () => {
  expect(alertLock('Snooze', 'operator', 'viewer')).toBe('Snooze needs the operator role.');
  expect(alertLock('Snooze', 'operator', 'admin')).toBe('');
  expect(alertLock('Snooze', 'operator', undefined)).toBe('');
});

describe('in words', () => {
  test('what fires', () => {
    expect(firingWords({ critical: 2, warning: 1, snoozed: 1 })).toBe('2 critical, 1 warning, 1 of them snoozed');
    expect(firingWords({ critical: 0, warning: 2, snoozed: 0 })).toBe('2 warnings');
    expect(firingWords({ critical: 0, warning: 0, snoozed: 0 })).toBe('');
  });

  test('what was told: what did not arrive comes first', () => {
    expect(toldWords({ ...detail, told: { sent: 2, waiting: 1, failed: 1 } })).toBe('a message did not arrive');
    expect(toldWords({ ...detail, told: { ...told, sent: 2 } })).toBe('told 2 times');
    expect(toldWords(detail)).toBe('told nobody');
    expect(toldWords({ ...detail, snooze })).toBe('held back');
    expect(toldWords({ ...detail, snooze, channels: 0 })).toBe('told nobody');
    expect(toldWords({ ...detail, state: 'resolved' })).toBe('told nobody');
  });

  test('what a rule is doing', () => {
    const [rule] = builtInRules('main');
    if (rule === undefined) throw new Error('no rule');
    const answer: AlertRuleAnswer = { rule, words: '', subjects: '', firing: 2, pending: 1, unknown: 1, fired: 9 };
    expect(ruleState(answer)).toBe('2 firing, 1 pending, 1 unknown');
    expect(ruleState({ ...answer, rule: { ...rule, enabled: false } })).toBe('off');
    expect(ruleState({ ...answer, firing: 0, pending: 0, unknown: 0 })).toBe('');
  });

  test('how a channel is', () => {
    expect(channelState({ enabled: true, last: null }).words).toBe('Nothing sent yet');
    expect(channelState({ enabled: false, last: null }).shape).toBe('paused');
    const last = { at: AT, state: 'failed', trouble: 'It answered 500.' } as const;
    expect(channelState({ enabled: true, last })).toEqual({ shape: 'critical', words: 'Given up: It answered 500.' });
  });
});

test('an alert of which nothing is known has the shape of that, one that is over is healthy', () => {
  expect(severityShape(detail)).toBe('warning');
  expect(severityShape({ ...detail, unknown: { since: AT, because: 'x' } })).toBe('unknown');
  expect(severityShape({ ...detail, state: 'resolved' })).toBe('healthy');
});

test('the snooze of a group is the longest of the whole group, not that of one incident', () => {
  const longer = { ...snooze, snoozeId: 's2', until: snooze.until + 1 };
  const ofOne = { ...snooze, snoozeId: 's3', incidentId: 'i1', until: snooze.until + 9 };
  expect(groupSnooze([snooze, longer, ofOne], 'orders', 'billing')).toBe(longer);
  expect(groupSnooze([snooze], 'orders', 'other')).toBeUndefined();
});

const event = (id: number, at: number, change: Partial<WeirEvent> = {}): WeirEvent => ({
  id,
  at,
  kind: 'state',
  level: 'warning',
  title: [{ name: 'billing' }, ' is behind'],
  detail: [],
  stream: 'orders',
  group: 'billing',
  ...change,
});

describe('an incident', () => {
  const delivery: DeliveryAnswer = {
    incidentId: 'i1',
    channelId: 'c1',
    channel: 'ops',
    kind: 'fired',
    number: 0,
    state: 'sent',
    by: 'a',
    attempts: 2,
    firstAt: AT + 1_000,
    lastAt: AT + 9_000,
    claimedUntil: 0,
    nextTryAt: 0,
    trouble: '',
  };
  const lines = (incident: AlertDetail, events: readonly WeirEvent[] = []) =>
    incidentTimeline(incident, events).map(({ title, detail: more }) =>
      [plainSentence(title, AT), plainSentence(more, AT)].filter((part) => part !== '').join(' | '),
    );

  test('is told newest first, with what was seen of its group, what was told and who snoozed it', () => {
    const whole = {
      ...detail,
      closedAt: AT + 10 * MINUTE,
      state: 'resolved',
      deliveries: [delivery],
      snoozes: [snooze],
    } as const;
    const events = [
      event(1, AT - 10 * MINUTE),
      event(2, AT - 20 * MINUTE),
      event(3, AT, { group: 'other' }),
      event(4, AT + 2 * MINUTE, { group: '', kind: 'trim', title: [{ name: 'orders' }, ' was trimmed'] }),
      event(5, AT + 20 * MINUTE),
    ];
    expect(lines(whole, events)).toEqual([
      'Resolved | It is no longer so.',
      'orders was trimmed',
      'Snoozed by ann until 13:00:00 | known',
      'Told ops that it fires | after 2 tries',
      'Fired: billing is behind | A group is behind',
      'billing is behind',
    ]);
  });

  test('that was closed with its rule is not said to be resolved', () => {
    const closed = {
      ...detail,
      closedAt: AT + MINUTE,
      state: 'resolved',
      closedBecause: 'the rule was changed',
    } as const;
    expect(lines(closed)[0]).toBe('Closed | Because the rule was changed.');
  });

  test('says what could not be told, and when that is tried again', () => {
    const retry = { ...delivery, state: 'retry', nextTryAt: AT + MINUTE, trouble: 'It answered 500.' } as const;
    expect(lines({ ...detail, deliveries: [retry] })[0]).toBe(
      'Could not tell ops that it fires | It answered 500. Tried again at 12:01:00.',
    );
    const failed = { ...delivery, state: 'failed', trouble: 'It answered 500.' } as const;
    expect(lines({ ...detail, deliveries: [failed] })[0]).toContain('Given up after 2 tries. It answered 500.');
  });
});
