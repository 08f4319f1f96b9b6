import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type RedisRig, startRedis } from '../../../../tools/rig/redis-rig.ts';
import { type ConsoleRig, fromPage, startConsole, until } from '../rig/console-rig.ts';

let redis: RedisRig;
let rig: ConsoleRig;

beforeAll(async () => {
  redis = await startRedis();
  await redis.call('XADD', 'orders', '*', 'f', 'v');
  await redis.call('XGROUP', 'CREATE', 'orders', 'g', '0');
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  await until(
    () => rig.send('/readyz'),
    ({ status }) => status === 200,
  );
});
afterAll(async () => {
  await rig.stop();
  await redis.stop();
});

interface Frame {
  readonly kind: string;
  readonly boot: string;
  readonly version: number;
  readonly from: number;
  readonly groups: readonly (readonly unknown[])[];
  readonly groupCells: readonly unknown[];
  readonly summary: { readonly cost: { readonly viewers: number; readonly commandsPerSecond: number } };
}

interface Tab {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  readonly closedWith: number[];
  watch(version: number, boot: string): void;
}

/** A tab; rejects with the HTTP status when the socket is refused. */
function openTab(headers: Record<string, string>): Promise<Tab> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${rig.port}/live`, { headers });
    const frames: Frame[] = [];
    const closedWith: number[] = [];
    socket.on('message', (bytes: Buffer) => frames.push(JSON.parse(bytes.toString('utf8')) as Frame));
    socket.on('close', (code) => closedWith.push(code));
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
    const watch = (version: number, boot: string): void =>
      socket.send(JSON.stringify({ watch: { connection: 'main', version, boot } }));
    socket.on('open', () => resolve({ socket, frames, closedWith, watch }));
  });
}

const asPage = (cookie: string): Record<string, string> => ({ cookie, origin: `http://127.0.0.1:${rig.port}` });

describe('the socket at /live', () => {
  test('sends the picture once and then what changed', async () => {
    const tab = await openTab(asPage(await rig.signIn()));
    tab.watch(0, '');
    const [picture] = await until(
      () => tab.frames,
      (frames) => frames.length >= 3,
    );
    expect(picture).toMatchObject({ kind: 'picture' });
    expect(picture?.groups).toHaveLength(1);
    await redis.call('XADD', 'orders', '*', 'f', 'v');
    await until(
      () => tab.frames,
      (frames) => frames.some(({ kind, groupCells }) => kind === 'delta' && groupCells.length === 1),
    );
    expect(tab.frames.slice(1).every(({ kind }) => kind !== 'picture')).toBe(true);
    tab.socket.close();
  });

  test('resumes from the version a tab had', async () => {
    const cookie = await rig.signIn();
    const before = await openTab(asPage(cookie));
    before.watch(0, '');
    const [picture] = await until(
      () => before.frames,
      (frames) => frames.length >= 1,
    );
    before.socket.terminate();
    const after = await openTab(asPage(cookie));
    after.watch(picture?.version ?? 0, picture?.boot ?? '');
    const [first] = await until(
      () => after.frames,
      (frames) => frames.length >= 1,
    );
    expect(first).toMatchObject({ kind: 'delta', from: picture?.version });
    after.socket.close();
  });

  test('twenty viewers cost Redis nothing', async () => {
    const token = await rig.token('viewer');
    const others = await Promise.all(Array.from({ length: 3 }, () => rig.token('viewer')));
    const tabs = await Promise.all(
      [token, ...others].flatMap((bearer) =>
        Array.from({ length: 5 }, () => openTab({ authorization: `Bearer ${bearer}` })),
      ),
    );
    const commands = async (): Promise<number> =>
      Number(/weir_poll_commands_total\{[^}]*\} (\d+)/.exec((await rig.send('/metrics')).text)?.[1]);
    const polls = (): number => rig.console.watches.get('main')?.board.version ?? 0;
    const perPoll = async (): Promise<number> => {
      const [from, at] = [await commands(), polls()];
      await until(polls, (now) => now >= at + 8);
      return ((await commands()) - from) / (polls() - at);
    };
    const alone = await perPoll();
    for (const tab of tabs) tab.watch(0, '');
    await until(
      () => tabs,
      (all) => all.every(({ frames }) => frames.length > 0),
    );
    expect(await perPoll()).toBeLessThan(alone * 1.5 + 1);
    await until(
      () => tabs[0]?.frames.at(-1)?.summary.cost.viewers,
      (viewers) => viewers === 20,
    );
    for (const tab of tabs) tab.socket.close();
  });

  test.each<[string, () => Promise<Record<string, string>>, string]>([
    ['nobody', () => Promise.resolve({}), '403'],
    ['a page without a session', () => Promise.resolve(asPage('')), '401'],
    ['a session from another origin', async () => ({ cookie: await rig.signIn(), origin: 'http://evil.test' }), '403'],
    ['a session without an origin', async () => ({ cookie: await rig.signIn() }), '403'],
    ['a bearer of nothing', () => Promise.resolve({ authorization: 'Bearer weir_x' }), '401'],
    ['another host', async () => ({ ...asPage(await rig.signIn()), host: 'evil.test' }), '421'],
  ])('refuses %s', async (_case, headers, status) => {
    await expect(openTab(await headers())).rejects.toThrow(status);
  });

  test('opens 24 times per session and not once more', async () => {
    const cookie = await rig.signIn();
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => openTab(asPage(cookie))));
    const tabs = tries.flatMap((tried) => (tried.status === 'fulfilled' ? [tried.value] : []));
    expect(tabs).toHaveLength(24);
    tabs[0]?.socket.close();
    await until(
      async () =>
        openTab(asPage(cookie)).then(
          ({ socket }) => (socket.close(), true),
          () => false,
        ),
      Boolean,
    );
    for (const tab of tabs) tab.socket.close();
  });

  test('says goodbye when the session is signed out', async () => {
    const cookie = await rig.signIn();
    const tab = await openTab(asPage(cookie));
    tab.watch(0, '');
    await until(
      () => tab.frames,
      (frames) => frames.length > 0,
    );
    await rig.send('/trpc/session.logout', { ...fromPage(rig.port, { cookie }), body: '' });
    await until(
      () => tab.closedWith,
      (codes) => codes.length > 0,
    );
    expect(tab.frames.at(-1)).toEqual({ kind: 'bye' });
    expect(tab.closedWith).toEqual([4401]);
  });

  test.each([
    ['what is no request', 'hello'],
    ['more than 4 KiB', JSON.stringify({ watch: { connection: 'x'.repeat(5_000), version: 0, boot: '' } })],
    ['bytes', Buffer.from('{"watch":{"connection":"main","version":0,"boot":""}}')],
  ])('closes on %s', async (_case, message) => {
    const tab = await openTab(asPage(await rig.signIn()));
    tab.socket.on('error', () => undefined);
    tab.socket.send(message);
    await until(
      () => tab.closedWith,
      (codes) => codes.length > 0,
    );
    expect(tab.frames).toEqual([]);
  });
});
