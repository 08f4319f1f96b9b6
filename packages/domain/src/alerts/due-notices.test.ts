import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertRule } from './alert-rule.ts';
import { builtInRules } from './built-in-rules.ts';
import type { Channel } from './channel.ts';
import { afterAttempt, CLAIM_MS, type Delivery } from './delivery.ts';
import { dueNotice } from './due-notices.ts';
import type { Incident, Snooze } from './incident.ts';

// 2026-11-20T00:00:00Z
const MIDNIGHT = 1_795_132_800_000;
const NOON = MIDNIGHT + 12 * 3_600_000;
const MINUTE = 60_000;

const incident = (change: Partial<Incident> = {}): Incident => ({
  incidentId: 'i1',
  ruleId: 'r1',
  connection: 'main',
  stream: 'orders',
  group: 'billing',
  severity: 'warning',
  rule: 'A group is behind',
  finding: 'billing is behind',
  detail: '',
  openedAt: NOON,
  closedAt: null,
  closedBecause: '',
  ...change,
});
const channel = (change: Partial<Channel> = {}): Channel => ({
  channelId: 'c1',
  name: 'ops',
  enabled: true,
  target: { kind: 'slack', url: 'https://chat.example.org/x' },
  quiet: null,
  ...change,
});
const rule = (change: Partial<AlertRule> = {}): AlertRule => {
  const [first] = builtInRules('main');
  if (first === undefined) throw new Error('there is no rule to begin with');
  return { ...first, ruleId: 'r1', channels: ['c1'], repeatMs: 60 * MINUTE, ...change };
};
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  incidentId: 'i1',
  channelId: 'c1',
  kind: 'fired',
  number: 0,
  state: 'sent',
  by: 'a',
  attempts: 1,
  firstAt: NOON,
  lastAt: NOON,
  claimedUntil: 0,
  nextTryAt: 0,
  trouble: '',
  ...change,
});
const snooze = (change: Partial<Snooze> = {}): Snooze => ({
  snoozeId: 's1',
  connection: 'main',
  incidentId: null,
  stream: 'orders',
  group: 'billing',
  from: NOON,
  until: NOON + 30 * MINUTE,
  by: 'ann',
  reason: '',
  ...change,
});

interface Given {
  readonly incident?: Incident;
  readonly rule?: AlertRule | undefined;
  readonly channel?: Channel;
  readonly told?: readonly Delivery[];
  readonly snoozes?: readonly Snooze[];
  readonly now?: number;
}
const due = (given: Given = {}) =>
  dueNotice({
    incident: given.incident ?? incident(),
    rule: 'rule' in given ? given.rule : rule(),
    channel: given.channel ?? channel(),
    told: given.told ?? [],
    snoozes: given.snoozes ?? [],
    now: given.now ?? NOON + MINUTE,
  });

describe('what is told', () => {
  test('that it fires: once, to the channels of its rule, while they are on', () => {
    expect(due()).toEqual({ incidentId: 'i1', channelId: 'c1', kind: 'fired', number: 0 });
    expect(due({ told: [delivery()] })).toBeNull();
    expect(due({ rule: rule({ channels: ['c2'] }) })).toBeNull();
    expect(due({ channel: channel({ enabled: false }) })).toBeNull();
    expect(due({ rule: undefined })).toBeNull();
  });

  test('that it still fires, at each repeat, counted from the last time', () => {
    const hour = NOON + 60 * MINUTE;
    expect(due({ told: [delivery()], now: hour - 1 })).toBeNull();
    expect(due({ told: [delivery()], now: hour })).toMatchObject({ kind: 'still-firing', number: 1 });
    const told = [delivery(), delivery({ kind: 'still-firing', number: 1, firstAt: hour })];
    expect(due({ told, now: hour + 30 * MINUTE })).toBeNull();
    expect(due({ told, now: hour + 60 * MINUTE })).toMatchObject({ kind: 'still-firing', number: 2 });
    expect(due({ told: [delivery()], rule: rule({ repeatMs: null }), now: NOON + 999 * MINUTE })).toBeNull();
  });

  test('that it is over, to whoever heard that it began, also when the rule is gone', () => {
    const over = incident({ closedAt: NOON + MINUTE });
    expect(due({ incident: over })).toBeNull();
    expect(due({ incident: over, told: [delivery({ state: 'failed' })] })).toBeNull();
    expect(due({ incident: over, told: [delivery()], rule: undefined })).toMatchObject({ kind: 'resolved' });
    expect(due({ incident: over, told: [delivery(), delivery({ kind: 'resolved' })] })).toBeNull();
  });
});

describe('a delivery', () => {
  test('that one Weir claimed is not due to another until that one is taken for dead', () => {
    const claimed = [delivery({ state: 'claimed', claimedUntil: NOON + CLAIM_MS })];
    expect(due({ told: claimed, now: NOON + CLAIM_MS - 1 })).toBeNull();
    expect(due({ told: claimed, now: NOON + CLAIM_MS })).toMatchObject({ kind: 'fired' });
  });

  test('that did not arrive is tried again, later each time, and at last given up', () => {
    let one = delivery({ state: 'claimed', attempts: 0 });
    let now = NOON;
    const waits: number[] = [];
    while (one.state !== 'failed') {
      one = afterAttempt(one, { ok: false, sentence: 'It answered 500.' }, now);
      if (one.state !== 'retry') break;
      waits.push(one.nextTryAt - now);
      expect(due({ told: [one], now: one.nextTryAt - 1 })).toBeNull();
      expect(due({ told: [one], now: one.nextTryAt })).toMatchObject({ kind: 'fired', number: 0 });
      now = one.nextTryAt;
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(one).toMatchObject({ state: 'failed', attempts: waits.length + 1, trouble: 'It answered 500.' });
    expect(due({ told: [one], now: NOON + 59 * MINUTE })).toBeNull();
  });

  test('that arrives is over, whatever went wrong before', () => {
    const tried = delivery({ state: 'claimed', attempts: 3, trouble: 'It answered 500.' });
    expect(afterAttempt(tried, { ok: true }, NOON)).toMatchObject({ state: 'sent', attempts: 4, trouble: '' });
  });
});

describe('a snooze', () => {
  test('of a group keeps back all that is said of it, until it ends', () => {
    expect(due({ snoozes: [snooze()] })).toBeNull();
    expect(due({ snoozes: [snooze({ group: 'other' })] })).not.toBeNull();
    expect(due({ snoozes: [snooze({ connection: 'other' })] })).not.toBeNull();
    expect(due({ snoozes: [snooze()], now: NOON + 30 * MINUTE })).toMatchObject({ kind: 'fired' });
  });

  test('of an incident keeps back that one alone', () => {
    const one = snooze({ incidentId: 'i1' });
    expect(due({ snoozes: [one] })).toBeNull();
    expect(due({ snoozes: [one], incident: incident({ incidentId: 'i2' }) })).not.toBeNull();
  });

  test('that ends has what was told before it told once more, also where nothing is repeated', () => {
    const told = [delivery({ firstAt: NOON - MINUTE, lastAt: NOON - MINUTE })];
    const end = NOON + 30 * MINUTE;
    for (const repeatMs of [null, 60 * MINUTE]) {
      const given = { rule: rule({ repeatMs }), snoozes: [snooze()] };
      expect(due({ ...given, told, now: end - 1 })).toBeNull();
      expect(due({ ...given, told, now: end })).toMatchObject({ kind: 'still-firing', number: 1 });
      const again = [...told, delivery({ kind: 'still-firing', number: 1, firstAt: end, lastAt: end })];
      expect(due({ ...given, told: again, now: end + 59 * MINUTE })).toBeNull();
    }
    const repeated = [...told, delivery({ kind: 'still-firing', number: 1, firstAt: end, lastAt: end })];
    expect(due({ told: repeated, snoozes: [snooze()], now: end + 60 * MINUTE })).toMatchObject({ number: 2 });
  });

  test('that ended has nothing more to say of what was told after it, or was over before it', () => {
    const now = NOON + 40 * MINUTE;
    const late = delivery({ firstAt: NOON + 31 * MINUTE, lastAt: NOON + 31 * MINUTE });
    expect(due({ told: [late], snoozes: [snooze()], now })).toBeNull();
    // First tried before it, and through only after it.
    const tried = delivery({ firstAt: NOON - MINUTE, lastAt: NOON + 31 * MINUTE, attempts: 2 });
    expect(due({ told: [tried], snoozes: [snooze()], now })).toBeNull();
    const other = snooze({ group: 'other' });
    expect(due({ told: [delivery({ firstAt: NOON - 1, lastAt: NOON - 1 })], snoozes: [other], now })).toBeNull();
  });

  test('inside another says nothing at its end, and both together say one thing', () => {
    const told = [delivery({ firstAt: NOON - MINUTE, lastAt: NOON - MINUTE })];
    const inner = snooze({ snoozeId: 's2', from: NOON + MINUTE, until: NOON + 5 * MINUTE });
    expect(due({ told, snoozes: [snooze(), inner], now: NOON + 6 * MINUTE })).toBeNull();
    const end = NOON + 30 * MINUTE;
    expect(due({ told, snoozes: [snooze(), inner], now: end })).toMatchObject({ kind: 'still-firing' });
    const again = [...told, delivery({ kind: 'still-firing', number: 1, firstAt: end, lastAt: end })];
    expect(due({ told: again, snoozes: [snooze(), inner], now: end })).toBeNull();
  });

  test('in which it came and went says nothing afterwards', () => {
    const over = incident({ closedAt: NOON + 10 * MINUTE });
    expect(due({ snoozes: [snooze()], incident: over, now: NOON + 40 * MINUTE })).toBeNull();
  });

  test('sends nothing at all, whatever else is so', () => {
    fc.assert(
      fc.property(
        fc.record({
          severity: fc.constantFrom('critical' as const, 'warning' as const),
          closedAt: fc.option(fc.integer({ min: NOON, max: NOON + 29 * MINUTE })),
          told: fc.constantFrom([], [delivery()], [delivery({ state: 'retry' })], [delivery({ state: 'claimed' })]),
          now: fc.integer({ min: NOON, max: NOON + 30 * MINUTE - 1 }),
          repeatMs: fc.option(fc.integer({ min: 1, max: MINUTE })),
        }),
        ({ severity, closedAt, told, now, repeatMs }) => {
          const given = { incident: incident({ severity, closedAt }), told, now, rule: rule({ repeatMs }) };
          expect(due({ ...given, snoozes: [snooze()] })).toBeNull();
        },
      ),
    );
  });
});

const night = (butCritical: boolean) => channel({ quiet: { from: 22 * 60, to: 7 * 60, butCritical } });
const at = (hour: number, minute = 0) => MIDNIGHT + hour * 60 * MINUTE + minute * MINUTE;

describe('quiet hours', () => {
  test('keep messages back, over midnight too, and let them go afterwards if it is still so', () => {
    for (const now of [at(22), at(23, 59), at(0), at(6, 59)]) {
      expect(due({ channel: night(false), now })).toBeNull();
    }
    for (const now of [at(7), at(12), at(21, 59)]) expect(due({ channel: night(false), now })).not.toBeNull();
  });

  test('let critical ones through where that was asked for', () => {
    const critical = incident({ severity: 'critical' });
    expect(due({ channel: night(true), incident: critical, now: at(3) })).not.toBeNull();
    expect(due({ channel: night(true), now: at(3) })).toBeNull();
    expect(due({ channel: night(false), incident: critical, now: at(3) })).toBeNull();
  });

  test('of equal ends are none', () => {
    expect(due({ channel: channel({ quiet: { from: 60, to: 60, butCritical: false } }), now: at(1) })).not.toBeNull();
  });
});
