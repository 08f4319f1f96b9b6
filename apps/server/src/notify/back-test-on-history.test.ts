import type { AlertDesk } from '@weir/api/alerts/alert-desk';
import { idAt, seenGroup, seenStream } from '@weir/api/observe/rehearsal';
import type { AlertRule, Watched } from '@weir/domain/alerts/alert-rule';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import type { History } from '@weir/domain/history/history';
import { known } from '@weir/domain/known/known';
import { eventOf, groupName, type HistoryRig, historyRig, HOUR_MS, NOON, tickOf } from '@weir/store/rig/history-rig';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AlertRig, startAlertRig } from '../rig/alert-rig.ts';

const MINUTE = 60_000;
const BILLING = groupName('billing');

let place: HistoryRig;
let history: History;
let rig: AlertRig;
let weir: AlertDesk;
beforeEach(async () => {
  place = historyRig();
  history = await place.open();
});
afterEach(async () => {
  await rig.end();
  await place.end();
});

/** Records one group, so often, from that long ago to now. What `unread` does not know is not recorded. */
async function recorded(
  agoMs: number,
  everyMs: number,
  unread: (agoMs: number) => number | null,
  events: Parameters<typeof eventOf>[] = [],
): Promise<void> {
  let isFirst = true;
  for (let ago = agoMs; ago > 0; ago -= everyMs) {
    const figure = unread(ago);
    if (figure === null) continue;
    const figures = { unread: figure, pending: figure, consumers: figure > 100 ? 1 : 3 };
    const total = { unread: figure, pending: figure };
    const seen = [
      [1, BILLING, figures],
      [2, TOTAL, total],
    ] as const;
    await history.note(
      tickOf(NOON - ago, seen, {
        intervalMs: everyMs,
        ...(isFirst ? { isWhole: true, fresh: FRESH, events: events.map((each) => eventOf(...each)) } : {}),
      }),
    );
    isFirst = false;
  }
}

const TOTAL = { kind: 'total', stream: '', group: '', consumer: '' } as const;
const FRESH = [
  { key: 1, ...BILLING },
  { key: 2, ...TOTAL },
];

/** Weir as it is after its start: it has polled for a few seconds. */
async function started(): Promise<void> {
  rig = await startAlertRig(history);
  weir = rig.weir();
  for (let poll = 0; poll < 3; poll += 1) {
    const { at } = rig.stage;
    const group = seenGroup({ group: 'billing', seenAt: at, oldestUnreadId: known(idAt(at - 500)) });
    await rig.stage.poll({ changed: [seenStream('orders', [group])] });
  }
}

function rule(when: Extract<Watched, { over: 'groups' }>['when'], change: Partial<AlertRule> = {}): AlertRule {
  const [first] = builtInRules('main');
  if (first === undefined) throw new Error('no rule to begin with');
  const watched: Watched = { over: 'groups', streams: '*', groups: '*', except: '', when };
  return { ...first, watched, forMs: 2 * MINUTE, holdMs: MINUTE, ...change };
}

const over100 = { is: 'figure', metric: 'unread', op: 'above', value: 100, clear: null } as const;
const between = (ago: number, from: number, to: number): boolean => ago <= from && ago >= to;

test('a day is tried on what was recorded before the start: when, how long, how high, and what of it is missing', async () => {
  const at = (ago: number): number | null => {
    if (between(ago, 10 * HOUR_MS, 9 * HOUR_MS)) return null;
    return between(ago, 5 * HOUR_MS, 5 * HOUR_MS - 20 * MINUTE) ? 500 : 3;
  };
  await recorded(25 * HOUR_MS, 30_000, at);
  await started();
  const tried = await weir.backTest(rule(over100), '24h');
  expect(tried).toMatchObject({ asked: '24h', because: '', stepMs: MINUTE, subjects: 1, leftOut: false, fired: 1 });
  expect(tried.to - tried.from).toBe(24 * HOUR_MS);
  const [episode] = tried.episodes;
  expect(episode).toMatchObject({ stream: 'orders', group: 'billing', peak: 500 });
  // It must hold for two minutes first, be over for one at the end, and a minute is as closely as it is looked at.
  const began = (episode?.from ?? 0) - (NOON - 5 * HOUR_MS);
  expect(began).toBeGreaterThanOrEqual(2 * MINUTE);
  expect(began).toBeLessThanOrEqual(4 * MINUTE);
  const lasted = (episode?.to ?? 0) - (NOON - 5 * HOUR_MS);
  expect(lasted).toBeGreaterThanOrEqual(20 * MINUTE);
  expect(lasted).toBeLessThanOrEqual(23 * MINUTE);
  expect(tried.unrecordedMs / HOUR_MS).toBeCloseTo(1, 1);
  expect(tried.points.some(([, value]) => value === null)).toBe(true);
  const consumers = { is: 'figure', metric: 'consumers', op: 'below', value: 2, clear: null } as const;
  expect((await weir.backTest(rule(consumers), '24h')).fired).toBe(1);
});

test('of a week that was not all recorded as much is tried as there is, and that is what the answer says', async () => {
  await recorded(30 * HOUR_MS, 5 * MINUTE, (ago) => (between(ago, 27 * HOUR_MS, 26 * HOUR_MS) ? 900 : 0));
  await started();
  const tried = await weir.backTest(rule(over100), '7d');
  expect(tried).toMatchObject({ asked: '7d', stepMs: 5 * MINUTE, fired: 1, from: NOON - 30 * HOUR_MS });
  expect(tried.episodes[0]).toMatchObject({ peak: 900 });
});

test('after a start the hour before it is tried from the history, every sample of it', async () => {
  await recorded(2 * HOUR_MS, 5_000, (ago) => (between(ago, 30 * MINUTE, 27 * MINUTE) ? 200 : 0));
  await started();
  const tried = await weir.backTest(rule(over100), '1h');
  expect(tried).toMatchObject({ asked: '1h', stepMs: 0, fired: 1 });
  expect((tried.episodes[0]?.from ?? 0) - (NOON - 30 * MINUTE)).toBe(2 * MINUTE);
});

test('a rule about a state is tried on the changes noted then, and on the one that stood when the time begins', async () => {
  const changes: Parameters<typeof eventOf>[] = [
    [1, NOON - 30 * HOUR_MS, { level: 'critical', status: 'dead-consumer' }],
    [2, NOON - 20 * HOUR_MS, { level: 'healthy', status: 'healthy' }],
    [3, NOON - 6 * HOUR_MS, { level: 'critical', status: 'dead-consumer' }],
    [4, NOON - 5 * HOUR_MS, { level: 'healthy', status: 'healthy' }],
  ];
  await recorded(31 * HOUR_MS, MINUTE, () => 0, changes);
  await started();
  const tried = await weir.backTest(rule({ is: 'level', least: 'critical' }), '24h');
  expect(tried).toMatchObject({ fired: 2, ifLonger: 2, stepMs: MINUTE });
  const [newest, oldest] = tried.episodes;
  expect(newest).toMatchObject({ from: NOON - 6 * HOUR_MS + 2 * MINUTE, to: NOON - 5 * HOUR_MS + MINUTE, peak: null });
  expect((oldest?.to ?? 0) - (NOON - 20 * HOUR_MS)).toBe(MINUTE);
});

test('whoever does not want to know any more is not waited for', async () => {
  await recorded(HOUR_MS, MINUTE, () => 0);
  await started();
  const called = new AbortController();
  called.abort();
  expect(await weir.backTest(rule(over100), '24h', called.signal)).toMatchObject({ subjects: 0, leftOut: true });
});
