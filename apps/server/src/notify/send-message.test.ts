import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type HookReceiver, startHookReceiver } from '../rig/hook-receiver.ts';
import { sendMessage } from './send-message.ts';

const NOW = 1_795_262_400_000;
const SECRET = 'a secret of some length';
const MESSAGE = { as: 'json', body: '{"title":"Warning: ünread"}' } as const;

let hooks: HookReceiver;
beforeAll(async () => {
  hooks = await startHookReceiver();
});
afterAll(() => hooks.close());
beforeEach(() => {
  hooks.received.length = 0;
  hooks.answer = () => ({ status: 204 });
});

const webhook = (path = '/hook', withinMs = 5_000) =>
  sendMessage({ kind: 'webhook', url: hooks.url + path, secret: SECRET }, MESSAGE, 'i1.c1.fired.0', NOW, withinMs);

describe('a webhook', () => {
  test('gets the very message, with a signature over it and its time, and a name to know a repetition by', async () => {
    expect(await webhook('/hook?token=1')).toEqual({ ok: true });
    const [got] = hooks.received;
    expect(got).toMatchObject({ path: '/hook?token=1', body: MESSAGE.body });
    expect(got?.headers).toMatchObject({ 'content-type': 'application/json', 'weir-delivery': 'i1.c1.fired.0' });
    // The check of docs/guide/alerts.md, step by step.
    const [, seconds, sum] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got?.headers['weir-signature'])) ?? [];
    expect(Number(seconds)).toBe(NOW / 1000);
    expect(createHmac('sha256', SECRET).update(`${seconds}.${got?.body}`).digest('hex')).toBe(sum);
  });

  test.each([
    [{ status: 500 }, 'It answered 500.'],
    [{ status: 404 }, 'It answered 404.'],
    ['drop' as const, 'It closed the connection.'],
  ])('that answers %j was not told', async (answer, sentence) => {
    hooks.answer = () => answer;
    expect(await webhook()).toEqual({ ok: false, sentence });
  });

  test('that redirects was not told, and what it names is not asked', async () => {
    hooks.answer = (path) => (path === '/elsewhere' ? { status: 204 } : { status: 307, location: '/elsewhere' });
    expect(await webhook()).toMatchObject({ ok: false, sentence: expect.stringContaining('redirect (307)') });
    expect(hooks.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('that hangs is given up in time', async () => {
    hooks.answer = () => 'hang';
    const begun = performance.now();
    expect(await webhook('/hook', 300)).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('did not answer'),
    });
    expect(performance.now() - begun).toBeLessThan(9_000);
  });

  test('that answers without end is cut off', async () => {
    hooks.answer = () => ({ status: 200, endless: true });
    expect(await webhook()).toEqual({ ok: true });
  });

  test('that nobody is at is said to be away, in our words', async () => {
    const gone = await startHookReceiver();
    await gone.close();
    const target = { kind: 'webhook', url: gone.url, secret: SECRET } as const;
    expect(await sendMessage(target, MESSAGE, 'x', NOW)).toEqual({
      ok: false,
      sentence: 'Nothing listens at its address.',
    });
  });

  test.each(['http://169.254.169.254/latest', 'http://[fe80::1]/', 'http://[::ffff:169.254.1.1]/'])(
    'at the link-local address %s is never asked',
    async (url) => {
      const attempt = await sendMessage({ kind: 'webhook', url, secret: SECRET }, MESSAGE, 'x', NOW, 500);
      expect(attempt).toMatchObject({ ok: false, sentence: expect.stringContaining('link-local') });
    },
  );
});

test('Slack gets the message without headers of ours', async () => {
  const target = { kind: 'slack', url: `${hooks.url}/services/T/B/x` } as const;
  expect(await sendMessage(target, MESSAGE, 'i1', NOW)).toEqual({ ok: true });
  expect(hooks.received[0]).toMatchObject({ path: '/services/T/B/x', body: MESSAGE.body });
  expect(Object.keys(hooks.received[0]?.headers ?? {}).filter((name) => name.startsWith('weir'))).toEqual([]);
});

test('a message of one kind is not sent to a channel of another', async () => {
  const mail = { as: 'mail', subject: 's', text: 't' } as const;
  expect(await sendMessage({ kind: 'slack', url: hooks.url }, mail, 'x', NOW)).toMatchObject({ ok: false });
  expect(hooks.received).toEqual([]);
});
