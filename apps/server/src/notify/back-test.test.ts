import { idAt, seenGroup, seenStream } from '@weir/api/observe/rehearsal';
import type { AlertDesk } from '@weir/api/alerts/alert-desk';
import type { AlertRule, Watched } from '@weir/domain/alerts/alert-rule';
import { builtInRules } from '@weir/domain/alerts/built-in-rules';
import { known } from '@weir/domain/known/known';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AlertRig, startAlertRig } from '../rig/alert-rig.ts';

const MINUTE = 60_000;

let rig: AlertRig;
let weir: AlertDesk;
beforeEach(async () => {
  rig = await startAlertRig();
  weir = rig.weir();
});
afterEach(() => rig.end());

function orders(groups: Readonly<Record<string, number | null>>): StreamObservation {
  const { at } = rig.stage;
  return seenStream(
    'orders',
    Object.entries(groups).map(([group, pending]) =>
      seenGroup({
        group,
        seenAt: at,
        pending: pending ?? 0,
        unread:
          pending === null
            ? { known: false, because: 'x' }
            : { known: true, value: pending, quality: 'exact', source: 'test' },
        oldestPending: known(null),
        oldestUnreadId: known(pending === null || pending === 0 ? null : idAt(at - 500)),
      }),
    ),
  );
}

async function passWith(ms: number, groups: Readonly<Record<string, number | null>>): Promise<void> {
  for (const end = rig.stage.at + ms; rig.stage.at < end;) await rig.stage.poll({ changed: [orders(groups)] });
}

function rule(when: Extract<Watched, { over: 'groups' }>['when'], change: Partial<AlertRule> = {}): AlertRule {
  const [first] = builtInRules('main');
  if (first === undefined) throw new Error('no rule to begin with');
  return {
    ...first,
    watched: { over: 'groups', streams: '*', groups: '*', except: '', when },
    forMs: 10_000,
    holdMs: 10_000,
    ...change,
  };
}
const dead = (lastCallMs: number): StreamObservation => {
  const { at } = rig.stage;
  return seenStream('orders', [
    seenGroup({
      group: 'a',
      seenAt: at,
      pending: 4,
      unread: { known: true, value: 5, quality: 'exact', source: 'test' },
      oldestUnreadId: known(idAt(at - 300_000)),
      consumerList: known({
        readAt: at,
        consumers: [{ consumer: 'w', pending: 4, lastCallAt: at - lastCallMs, lastGotWorkAt: known(at - lastCallMs) }],
      }),
    }),
  ]);
};

const over100 = { is: 'figure', metric: 'unread', op: 'above', value: 100, clear: null } as const;

test('says how often a rule would have fired, when, for how long, and on what', async () => {
  await passWith(MINUTE, { a: 0, b: 0 });
  const first = rig.stage.at;
  await passWith(40_000, { a: 500, b: 0 });
  await passWith(MINUTE, { a: 0, b: 0 });
  await passWith(14_000, { a: 0, b: 300 });
  await passWith(MINUTE, { a: 0, b: 0 });
  const tried = await weir.backTest(rule(over100), '1h');
  expect(tried).toMatchObject({ because: '', subjects: 2, leftOut: false, fired: 2, ifLonger: 1, longerMs: 20_000 });
  const [newest, oldest] = tried.episodes;
  expect(newest).toMatchObject({ stream: 'orders', group: 'b', peak: 300 });
  expect(oldest).toMatchObject({ stream: 'orders', group: 'a', peak: 500 });
  // It must hold for 10 s first, and be over for 10 s at the end.
  expect((oldest?.from ?? 0) - first).toBeGreaterThanOrEqual(10_000);
  expect((oldest?.from ?? 0) - first).toBeLessThanOrEqual(14_000);
  expect((oldest?.to ?? 0) - (oldest?.from ?? 0)).toBeGreaterThanOrEqual(38_000);
  expect((oldest?.to ?? 0) - (oldest?.from ?? 0)).toBeLessThanOrEqual(44_000);
  expect(Math.max(...tried.points.map(([, value]) => value ?? 0))).toBe(500);
  expect(tried.firedMs).toBe(tried.episodes.reduce((sum, { from, to }) => sum + (to ?? tried.to) - from, 0));
});

test('fires as often as the same rule fires live', async () => {
  await rig.rule(rule(over100, { ruleId: 'r1' }));
  for (const [ms, a] of [
    [30_000, 0],
    [30_000, 200],
    [40_000, 0],
    [6_000, 200],
    [40_000, 0],
    [40_000, 150],
  ] as const) {
    for (const end = rig.stage.at + ms; rig.stage.at < end;) await rig.pass(2_000, { changed: [orders({ a })] });
  }
  const list = async (open: boolean) => rig.store.alerts.incidents({ connection: 'main', open, limit: 10 });
  const live = [...(await list(false)), ...(await list(true))].map(({ openedAt }) => openedAt);
  const tried = await weir.backTest(rule(over100), '1h');
  expect(tried.episodes.map(({ from }) => from).toSorted((x, y) => x - y)).toEqual(live.toSorted((x, y) => x - y));
  expect(live).toHaveLength(2);
});

test('what was not known then neither fires nor resolves, and is a gap in the picture', async () => {
  await passWith(20_000, { a: 0 });
  await passWith(6_000, { a: 500 });
  await passWith(2 * MINUTE, { a: null });
  await passWith(6_000, { a: 0 });
  expect(await weir.backTest(rule(over100), '1h')).toMatchObject({ fired: 0 });
  const { points } = await weir.backTest(rule(over100), '1h');
  expect(points.some(([, value]) => value === null)).toBe(true);
});

test('a rule about a state is tried on the changes of state that were noted', async () => {
  await passWith(30_000, { a: 0 });
  for (let n = 0; n < 30; n += 1) await rig.stage.poll({ changed: [dead(300_000)] });
  await passWith(MINUTE, { a: 0 });
  const tried = await weir.backTest(rule({ is: 'level', least: 'critical' }), '1h');
  expect(tried.fired).toBe(1);
  expect(tried.episodes[0]).toMatchObject({ stream: 'orders', group: 'a', peak: null });
  const status = await weir.backTest(rule({ is: 'status', status: 'losing-data' }), '1h');
  expect(status.fired).toBe(0);
});

test('what the samples do not have is said instead of being tried', async () => {
  await passWith(10_000, { a: 0 });
  const unreachable: AlertRule = { ...rule(over100), watched: { over: 'connection', when: { is: 'unreachable' } } };
  expect(await weir.backTest(unreachable, '1h')).toMatchObject({
    fired: 0,
    because: expect.stringContaining('not in the samples'),
  });
});
