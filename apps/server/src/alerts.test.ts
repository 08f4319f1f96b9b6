import type {
  AlertListAnswer,
  AlertRulesAnswer,
  ChannelAnswer,
  ChannelTestAnswer,
} from '@weir/domain/wire/alert-answers';
import type { Snooze } from '@weir/domain/alerts/incident';
import type { AuditListAnswer } from '@weir/domain/wire/action-answers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../tools/rig/redis-rig.ts';
import { startConsole, until, type ConsoleRig } from './rig/console-rig.ts';
import { type HookReceiver, startHookReceiver } from './rig/hook-receiver.ts';

const connection = 'main';
const SECRET = 'an-open-secret-of-the-test';
const PATH = '/hooks/very-private-path';

let redis: RedisRig;
let rig: ConsoleRig;
let hooks: HookReceiver;
let tokens: Record<'viewer' | 'operator' | 'maintainer' | 'admin', string>;

beforeAll(async () => {
  redis = await startRedis();
  hooks = await startHookReceiver();
  await redis.call('XADD', 'work', '*', 'n', 1);
  await redis.call('XGROUP', 'CREATE', 'work', 'readers', '0');
  rig = await startConsole({ WEIR_REDIS_URL: redis.url, WEIR_PUBLIC_URL: 'https://weir.example.org/' });
  const names = ['viewer', 'operator', 'maintainer', 'admin'] as const;
  const [viewer = '', operator = '', maintainer = '', admin = ''] = await Promise.all(
    names.map((role) => rig.token(role)),
  );
  tokens = { viewer, operator, maintainer, admin };
  await until(
    () => rig.send('/readyz'),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await rig.stop();
  await hooks.close();
  await redis.stop();
});

type Answered<T> = T & { sentence?: string; reason?: string };

async function mutate<T>(procedure: string, input: object, role: keyof typeof tokens): Promise<Answered<T>> {
  const answer = await rig.send(`/trpc/${procedure}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const body = JSON.parse(answer.text) as { result?: { data: unknown }; error?: { data: unknown } };
  return (body.result === undefined ? body.error?.data : body.result.data) as Answered<T>;
}

const query = (procedure: string, input: object) => rig.query(procedure, input, tokens.viewer);
const channel = () => ({
  connection,
  channelId: '',
  name: 'ops',
  enabled: true,
  target: { kind: 'webhook', url: hooks.url + PATH, secret: SECRET },
  quiet: null,
});
const rule = (channels: readonly string[]) => ({
  ruleId: '',
  connection,
  enabled: true,
  severity: 'critical',
  watched: {
    over: 'groups',
    streams: 'work',
    groups: '*',
    except: '',
    when: { is: 'figure', metric: 'unread', op: 'above', value: 5, clear: null },
  },
  forMs: 0,
  holdMs: 1_000,
  repeatMs: null,
  channels,
});

describe('who may set what', () => {
  test.each([
    ['alerts.saveChannel', () => channel(), 'maintainer', 'admin'],
    ['alerts.test', () => channel(), 'maintainer', 'admin'],
    ['alerts.removeChannel', () => ({ connection, channelId: 'x' }), 'maintainer', 'admin'],
    ['alerts.saveRule', () => ({ rule: rule([]) }), 'operator', 'maintainer'],
    ['alerts.removeRule', () => ({ ruleId: 'x' }), 'operator', 'maintainer'],
    ['alerts.snooze', () => ({ connection, stream: 'work', group: 'readers', until: 1 }), 'viewer', 'operator'],
    ['alerts.wake', () => ({ connection, snoozeId: 'x' }), 'viewer', 'operator'],
  ] as const)('%s is refused to who is less than that', async (procedure, input, role, needs) => {
    expect(await mutate(procedure, input(), role)).toMatchObject({
      reason: 'not-permitted',
      sentence: `This needs the role ${needs}.`,
    });
  });
});

describe('an alert, from its channel to its end', () => {
  test('fires, is told once, is snoozed, and resolves; its secrets stay inside and everything is recorded', async () => {
    const saved = await mutate<ChannelAnswer>('alerts.saveChannel', channel(), 'admin');
    expect(saved).toMatchObject({ name: 'ops', kind: 'webhook', to: `${new URL(hooks.url).host}/…` });
    const tested = await mutate<ChannelTestAnswer>(
      'alerts.test',
      { ...channel(), channelId: saved.channelId, target: { kind: 'webhook', url: '', secret: '' } },
      'admin',
    );
    expect(tested.ok).toBe(true);
    expect(hooks.received[0]).toMatchObject({ path: PATH, body: tested.sent.as === 'json' ? tested.sent.body : '' });
    hooks.received.length = 0;

    await mutate('alerts.saveRule', { rule: rule([saved.channelId]) }, 'maintainer');
    for (let n = 0; n < 10; n += 1) await redis.call('XADD', 'work', '*', 'n', n);
    await until(
      () => hooks.received.length,
      (count) => count === 1,
    );
    expect(JSON.parse(hooks.received[0]?.body ?? '')).toMatchObject({
      kind: 'fired',
      severity: 'critical',
      incidents: [{ stream: 'work', group: 'readers', finding: 'readers on work has 11 unread' }],
      link: expect.stringMatching(/^https:\/\/weir\.example\.org\/c\/main\/alerts\//),
    });
    const listed = (await query('alerts.list', { connection })) as AlertListAnswer;
    const incident = listed.items.find(({ rule: words }) => words === 'A group has more than 5 unread');
    expect(incident).toMatchObject({ state: 'firing', told: { sent: 1, waiting: 0, failed: 0 } });

    const snoozed = { connection, incidentId: incident?.incidentId, forMs: 60_000, reason: 'known' };
    const made = await mutate<Snooze>('alerts.snooze', snoozed, 'operator');
    expect(made).toMatchObject({ stream: 'work', group: 'readers' });
    expect(made.until - made.from).toBe(60_000);
    expect(await query('alerts.summary', { connection })).toMatchObject({ critical: 1, snoozed: 1, trouble: '' });

    await redis.call('XGROUP', 'SETID', 'work', 'readers', '$');
    await until(
      () => query('alerts.list', { connection, state: 'resolved' }) as Promise<AlertListAnswer>,
      ({ items }) => items.some(({ incidentId }) => incidentId === incident?.incidentId),
    );
    expect(hooks.received).toHaveLength(1);
    expect(await query('alerts.get', { incidentId: incident?.incidentId })).toMatchObject({
      state: 'resolved',
      deliveries: [{ channel: 'ops', kind: 'fired', state: 'sent' }],
      snoozes: [{ by: expect.stringContaining('token'), reason: 'known' }],
    });
  });

  test('nothing that a browser, the log or the audit log gets has the secret or the address in full', async () => {
    const rules = (await query('alerts.rules', { connection })) as AlertRulesAnswer;
    const audit = (await query('audit.list', {})) as AuditListAnswer;
    const told = JSON.stringify([rules, audit, rig.lines]);
    expect(told).toContain('save-channel');
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain(PATH);
    expect(audit.items.map(({ begun }) => begun.action).toSorted()).toEqual([
      'save-alert-rule',
      'save-channel',
      'snooze',
    ]);
    expect(audit.items.find(({ begun }) => begun.action === 'snooze')?.begun.what).toMatch(/ for 1 m$/);
    expect(audit.items.every(({ ended }) => ended?.outcome === 'done')).toBe(true);
    expect(await query('audit.verify', {})).toMatchObject({ intact: true });
  });
});

describe('what makes no sense is refused with a sentence', () => {
  test.each([
    ['alerts.snooze', { connection, stream: 'work', group: 'readers', until: 5 }, 'A snooze ends in the future.'],
    ['alerts.snooze', { connection, stream: 'work', group: 'readers', until: 9e15 }, /at most 30 days/],
    ['alerts.snooze', { connection, until: 9e14 }, /at most 30 days/],
    ['alerts.snooze', { connection, incidentId: 'none', forMs: 60_000 }, 'There is no incident of that name.'],
    [
      'alerts.snooze',
      { connection, stream: 'work', group: 'readers', forMs: 1 },
      'A snooze is at least a minute long.',
    ],
    ['alerts.snooze', { connection, stream: 'work', group: 'readers' }, 'Say until when a snooze lasts'],
    [
      'alerts.snooze',
      { connection, stream: 'nope', group: 'x', forMs: 60_000 },
      'There is no group of that name on that stream.',
    ],
    ['alerts.wake', { connection, snoozeId: 'none' }, /There is no snooze of that name/],
    ['alerts.removeRule', { ruleId: 'none' }, 'There is no alert rule of that name.'],
    ['alerts.removeChannel', { connection, channelId: 'none' }, 'There is no channel of that name.'],
    ['alerts.saveRule', { rule: { ...rule([]), ruleId: 'none' } }, 'There is no alert rule of that name.'],
    [
      'alerts.saveRule',
      { rule: { ...rule([]), repeatMs: 5 } },
      /The request could not be read: look at rule\.repeatMs/,
    ],
  ])('%s %j', async (procedure, input, sentence) => {
    const answer = await mutate(procedure, input, 'admin');
    expect(answer.sentence).toMatch(sentence);
  });

  test('a second channel of one name, and one without an address', async () => {
    expect((await mutate('alerts.saveChannel', channel(), 'admin')).sentence).toContain('of that name already');
    const empty = { ...channel(), name: 'other', target: { kind: 'slack', url: '' } };
    expect((await mutate('alerts.saveChannel', empty, 'admin')).sentence).toContain('Say where to send');
  });
});

test('a preview is the message of the rule about what it would find', async () => {
  const preview = await mutate<{ title: string }>('alerts.preview', { rule: rule([]), kind: 'email' }, 'viewer');
  expect(preview).toMatchObject({
    title: expect.stringMatching(/^Critical: readers on work has \d+ unread/),
    message: { as: 'mail', text: expect.stringContaining('Rule: A group has more than 5 unread') },
  });
});
