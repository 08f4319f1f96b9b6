import { idAt, seenGroup, seenStream } from '@weir/api/observe/rehearsal';
import { MOST_RECENT } from '@weir/domain/alerts/alert-book';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { plainSentence } from '@weir/domain/wire/plain-sentence';
import { known } from '@weir/domain/known/known';
import { incidentAt } from '@weir/store/rig/sample-alert';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AlertRig, startAlertRig } from '../rig/alert-rig.ts';

const MINUTE = 60_000;
const RULE = { forMs: 10_000, holdMs: 10_000, repeatMs: null };

let rig: AlertRig;
beforeEach(async () => {
  rig = await startAlertRig();
});
afterEach(() => rig.end());

/** The stream with these groups, each behind by that much. */
function orders(groups: Readonly<Record<string, number | null>>): StreamObservation {
  const { at } = rig.stage;
  return seenStream(
    'orders',
    Object.entries(groups).map(([group, behindMs]) =>
      seenGroup({
        group,
        seenAt: at,
        unread:
          behindMs === null
            ? { known: false, because: 'Redis stopped counting' }
            : { known: true, value: behindMs === 0 ? 0 : 7, quality: 'exact', source: 'test' },
        oldestUnreadId:
          behindMs === null
            ? { known: false, because: 'Redis stopped counting' }
            : known(behindMs === 0 ? null : idAt(at - behindMs)),
      }),
    ),
  );
}

/** Time in which the groups are behind by so much at each poll. */
async function passWith(ms: number, groups: Readonly<Record<string, number | null>>): Promise<void> {
  for (const end = rig.stage.at + ms; rig.stage.at < end;) await rig.pass(2_000, { changed: [orders(groups)] });
}

const incidents = (open: boolean) => rig.store.alerts.incidents({ connection: 'main', open, limit: 100 });

const behindBy = (value: number, streams = '*') => ({
  watched: {
    over: 'groups' as const,
    streams,
    groups: '*',
    except: '',
    when: { is: 'figure' as const, metric: 'behindMs' as const, op: 'above' as const, value, clear: null },
  },
});

describe('one Weir', () => {
  test('tells once that it fires and once that it is over, with one id', async () => {
    await rig.rule(RULE);
    rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    const [incident] = await incidents(true);
    expect(rig.titles()).toEqual([
      expect.stringMatching(/^Warning: billing on orders is 5 m .* behind \(rehearsal\)$/),
    ]);
    await passWith(30_000, { billing: 5 * MINUTE });
    expect(rig.titles()).toHaveLength(1);
    await passWith(30_000, { billing: 0 });
    expect(rig.titles().slice(1)).toEqual([expect.stringMatching(/^Resolved: billing on orders/)]);
    expect(await incidents(true)).toEqual([]);
    const bodies = rig.hooks.received.map(({ body }) => JSON.parse(body) as { incidents: { id: string }[] });
    expect(bodies.map((body) => body.incidents.map(({ id }) => id))).toEqual([
      [incident?.incidentId],
      [incident?.incidentId],
    ]);
    const noted = rig.stage.board.events.filter(({ kind }) => kind === 'alert');
    expect(noted.map(({ title }) => plainSentence(title, rig.stage.at))).toEqual([
      'billing fires an alert',
      'The alert on billing is resolved',
    ]);
  });

  test('fires once also behind more incidents than are looked at together', async () => {
    await rig.rule({ ...RULE, forMs: 0 });
    const weir = rig.weir();
    await passWith(6_000, { billing: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(1);
    const others = Array.from({ length: MOST_RECENT }, (_, at) =>
      incidentAt(`other-${at}`, { connection: 'other', stream: `s${at}`, openedAt: rig.stage.at }),
    );
    await rig.store.alerts.openIncidents(others);
    await passWith(6_000, { billing: 5 * MINUTE });
    expect([...weir.standing('main')].map(({ state }) => state.is)).toEqual(['firing']);
    expect(rig.stage.board.events.filter(({ kind }) => kind === 'alert')).toHaveLength(1);
    await passWith(20_000, { billing: 0 });
    expect(await incidents(true)).toEqual([]);
  });

  test('puts what comes at the same time into one message', async () => {
    await rig.rule(RULE);
    rig.weir();
    await passWith(24_000, { a: 5 * MINUTE, b: 5 * MINUTE, c: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(3);
    expect(rig.titles()).toEqual(['Warning: A group is behind by more than 1 m for 10 s: 3 (rehearsal)']);
  });

  test('says again what still fires, at each repeat', async () => {
    await rig.rule({ ...RULE, repeatMs: MINUTE });
    rig.weir();
    await passWith(150_000, { billing: 5 * MINUTE });
    expect(rig.titles().map((title) => title.split(':')[0])).toEqual(['Warning', 'Still warning', 'Still warning']);
  });

  test('tries again what did not arrive, and tells no end of what nobody heard', async () => {
    await rig.rule(RULE);
    rig.weir();
    rig.hooks.answer = () => ({ status: 503 });
    await passWith(30_000, { billing: 5 * MINUTE });
    const tried = rig.hooks.received.length;
    expect(tried).toBeGreaterThanOrEqual(2);
    const ids = new Set(rig.hooks.received.map(({ headers }) => headers['weir-delivery']));
    expect(ids.size).toBe(1);
    const [incident] = await incidents(true);
    expect(await rig.store.alerts.deliveriesOf([incident?.incidentId ?? ''])).toMatchObject([
      { state: 'retry', attempts: tried, trouble: 'It answered 503.' },
    ]);
    await passWith(30_000, { billing: 0 });
    rig.hooks.answer = () => ({ status: 204 });
    await passWith(120_000, { billing: 0 });
    expect(rig.titles().every((title) => title.startsWith('Warning:'))).toBe(true);
  });

  test('is not held up by a channel that hangs', async () => {
    await rig.rule(RULE);
    const weir = rig.weir();
    rig.hooks.answer = () => 'hang';
    await passWith(14_000, { billing: 5 * MINUTE });
    await rig.stage.poll({ changed: [orders({ billing: 5 * MINUTE, mail: 5 * MINUTE })] });
    const begun = performance.now();
    await weir.round();
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  test('neither fires nor resolves on what it does not know, and says so', async () => {
    await rig.rule(RULE);
    const weir = rig.weir();
    await passWith(6_000, { billing: 5 * MINUTE });
    await passWith(60_000, { billing: null });
    expect(await incidents(true)).toEqual([]);
    await passWith(20_000, { billing: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(1);
    await passWith(120_000, { billing: null });
    expect(await incidents(true)).toHaveLength(1);
    expect([...weir.standing('main')]).toMatchObject([{ state: { unknownBecause: 'Redis stopped counting' } }]);
  });

  test('does not take a picture that is old, or a keyspace that is not looked through, for "it is over"', async () => {
    await rig.rule(RULE);
    const weir = rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    rig.stage.at += 60_000;
    await weir.round();
    expect(await incidents(true)).toHaveLength(1);
    await rig.pass(60_000, {
      gone: [{ stream: 'orders', because: 'deleted' }],
      discovery: { complete: false, lastSweepAt: null, patterns: [] },
    });
    expect(await incidents(true)).toHaveLength(1);
  });

  test('closes what is about something that is no longer there, with that reason', async () => {
    await rig.rule(RULE);
    rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    await rig.pass(20_000, { gone: [{ stream: 'orders', because: 'deleted' }] });
    expect(await incidents(false)).toMatchObject([{ closedBecause: 'it is no longer there' }]);
    expect(rig.titles().at(-1)).toMatch(/^Closed: /);
  });

  test('closes what a rule that is switched off had open, and says why', async () => {
    await rig.rule(RULE);
    rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    await rig.rule({ ...RULE, enabled: false });
    await passWith(8_000, { billing: 5 * MINUTE });
    expect(await incidents(false)).toMatchObject([{ closedBecause: 'the rule was switched off' }]);
    expect(rig.titles()).toHaveLength(2);
  });

  test.each([
    ['another limit', behindBy(60 * MINUTE)],
    ['other streams', behindBy(MINUTE, 'mail*')],
  ])('closes what fires by a rule that is given %s as changed, not as over', async (_what, change) => {
    await rig.rule({ ...RULE, ...behindBy(MINUTE) });
    rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    await rig.rule({ ...RULE, ...change });
    await passWith(20_000, { billing: 5 * MINUTE });
    expect(await incidents(false)).toMatchObject([{ closedBecause: 'the rule was changed' }]);
    expect(rig.titles().at(-1)).toMatch(/^Closed: billing on orders/);
    const [last] = rig.stage.board.events.filter(({ kind }) => kind === 'alert').slice(-1);
    expect(plainSentence(last?.title ?? [], rig.stage.at)).toBe('The alert on billing is closed');
  });

  test('is over by itself behind a change of its rule, if it is so no longer by the rule before either', async () => {
    await rig.rule({ ...RULE, ...behindBy(MINUTE) });
    rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    await rig.rule({ ...RULE, ...behindBy(2 * MINUTE) });
    await passWith(10_000, { billing: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(1);
    await passWith(20_000, { billing: 0 });
    expect(await incidents(false)).toMatchObject([{ closedBecause: '' }]);
    expect(rig.titles().at(-1)).toMatch(/^Resolved: /);
  });

  test('tells when Redis cannot be reached, which takes no poll', async () => {
    await rig.rule({
      ...RULE,
      severity: 'critical',
      watched: { over: 'connection', when: { is: 'unreachable' } },
    });
    const weir = rig.weir();
    await passWith(4_000, { billing: 0 });
    const since = rig.stage.at;
    rig.stage.watcher.link = {
      state: 'down',
      since,
      reason: 'refused',
      sentence: 'Nothing listens.',
      attempts: 1,
      nextTryAt: null,
    };
    for (let second = 0; second < 20; second += 2) {
      rig.stage.at += 2_000;
      await weir.round();
      await weir.sent();
    }
    expect(rig.titles()).toEqual(['Critical: Redis cannot be reached (rehearsal)']);
  });
});

const snoozed = (until: number) =>
  rig.store.alerts.saveSnooze(
    {
      snoozeId: 's',
      connection: 'main',
      incidentId: null,
      stream: 'orders',
      group: 'billing',
      from: rig.stage.at,
      until,
      by: 'ann',
      reason: '',
    },
    [],
  );

describe('a snooze of a group', () => {
  test('sends nothing while it lasts, the end of the incident included', async () => {
    await rig.rule(RULE);
    rig.weir();
    await snoozed(rig.stage.at + 10 * MINUTE);
    await passWith(60_000, { billing: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(1);
    await passWith(60_000, { billing: 0 });
    expect(await incidents(true)).toHaveLength(0);
    await passWith(10 * MINUTE, { billing: 0 });
    expect(rig.titles()).toEqual([]);
  });

  test('that ends lets out what is still so', async () => {
    await rig.rule(RULE);
    rig.weir();
    await snoozed(rig.stage.at + MINUTE);
    await passWith(58_000, { billing: 5 * MINUTE });
    expect(rig.titles()).toEqual([]);
    await passWith(8_000, { billing: 5 * MINUTE });
    expect(rig.titles()).toHaveLength(1);
  });
});

test('two Weirs tell what outlasted a snooze once more, once, and its end', async () => {
  await rig.rule(RULE);
  rig.weir();
  rig.weir();
  await passWith(20_000, { billing: 5 * MINUTE });
  await snoozed(rig.stage.at + MINUTE);
  await passWith(54_000, { billing: 5 * MINUTE });
  expect(rig.titles()).toHaveLength(1);
  await passWith(60_000, { billing: 5 * MINUTE });
  await passWith(20_000, { billing: 0 });
  expect(rig.titles().map((title) => title.split(':')[0])).toEqual(['Warning', 'Still warning', 'Resolved']);
});

describe('two Weirs on one store', () => {
  test('announce one incident once, and its end once', async () => {
    await rig.rule(RULE);
    rig.weir();
    rig.weir();
    await passWith(30_000, { billing: 5 * MINUTE, mail: 5 * MINUTE });
    expect(await incidents(true)).toHaveLength(2);
    expect(rig.titles()).toHaveLength(1);
    await passWith(40_000, { billing: 0, mail: 0 });
    expect(await incidents(true)).toEqual([]);
    expect(rig.titles().map((title) => title.split(':')[0])).toEqual(['Warning', 'Resolved']);
  });

  test('of which one takes over goes on with the same incident', async () => {
    await rig.rule(RULE);
    const first = rig.weir();
    await passWith(20_000, { billing: 5 * MINUTE });
    const [before] = await incidents(true);
    await first.close();
    const second = rig.weir();
    await passWith(30_000, { billing: 5 * MINUTE });
    expect(await incidents(true)).toEqual([before]);
    expect([...second.standing('main')]).toMatchObject([{ state: { is: 'firing', incidentId: before?.incidentId } }]);
    expect(rig.titles()).toHaveLength(1);
  });
});
