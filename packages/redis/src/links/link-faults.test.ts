import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../../../../tools/rig/fault-proxy.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { ask } from '../commands/ask.ts';
import { Link, type LinkSession } from './link.ts';
import { parseRedisUrl } from './redis-address.ts';

let rig: RedisRig;
let proxy: FaultProxy;
const links: Link[] = [];
beforeAll(async () => {
  rig = await startRedis();
  proxy = await startFaultProxy(rig.port);
});
afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.close()));
  await proxy.set({ kind: 'pass' });
});
afterAll(async () => {
  await proxy.stop();
  await rig.stop();
});

function open(url: string, lead?: Link): Link {
  const link = new Link(parseRedisUrl(url), lead === undefined ? 'poll' : 'read', lead === undefined ? {} : { lead });
  links.push(link);
  link.connect();
  return link;
}

async function reaches(link: Link, state: 'up' | 'down' | 'connecting', within = 10_000): Promise<void> {
  await vi.waitUntil(() => link.state.state === state, { timeout: within, interval: 5 });
}

describe('a link through faults', () => {
  test('is back after a crash and restart of Redis, with a new session and counted tries', async () => {
    const link = open(rig.url);
    const sessions: LinkSession[] = [];
    link.onSession((session) => sessions.push(session));
    await reaches(link, 'up');
    await rig.kill9();
    await reaches(link, 'down');
    expect(link.state).toMatchObject({ reason: 'lost' });
    await sessions[0]?.closed;
    await vi.waitUntil(() => link.state.state === 'down' && link.state.reason === 'refused', { timeout: 20_000 });
    await rig.restart();
    await reaches(link, 'up');
    expect(sessions).toHaveLength(2);
    expect(sessions[1]).toBe(link.session);
    expect(sessions[1]?.identity.runId).not.toBe(sessions[0]?.identity.runId);
  });

  test('tries again at once when asked to, and not twice at a time', async () => {
    await proxy.set({ kind: 'refuse' });
    const link = open(proxy.url);
    await reaches(link, 'down');
    await vi.waitUntil(() => link.state.state === 'down' && link.state.attempts === 3, { timeout: 20_000 });
    await proxy.set({ kind: 'pass' });
    const before = proxy.accepted;
    const began = Date.now();
    link.retryNow();
    link.retryNow();
    await reaches(link, 'up');
    expect(Date.now() - began).toBeLessThan(900);
    expect(proxy.accepted).toBe(before + 1);
  });

  test('gives up a call after 4 s of silence and the connection a second later, and is back when the silence ends', async () => {
    const link = open(proxy.url);
    await reaches(link, 'up');
    const session = link.session;
    if (session === undefined) throw new Error('no session');
    await proxy.set({ kind: 'stall' });
    const began = Date.now();
    await expect(ask(session.client, ['PING'])).rejects.toMatchObject({ why: 'timed-out' });
    expect(Date.now() - began).toBeLessThan(8_000);
    await reaches(link, 'down', 6_000);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(link.state).toMatchObject({ reason: 'timed-out' });
    await proxy.set({ kind: 'pass' });
    await reaches(link, 'up');
  });

  test('notices a server that ended its half of the connection', async () => {
    const link = open(proxy.url);
    await reaches(link, 'up');
    proxy.halfCloseAll();
    await reaches(link, 'down', 1_000);
  });

  test('is correct when replies come in single bytes', async () => {
    await proxy.set({ kind: 'slow', sliceBytes: 1 });
    const link = open(proxy.url);
    await reaches(link, 'up');
    expect(link.session?.identity.product).toBe('redis');
    expect(link.session?.capabilities.xrange).toBe('yes');
  });

  test('does not storm while connections flap: two tries a second at most', async () => {
    const before = proxy.accepted;
    const link = open(proxy.url);
    const began = Date.now();
    while (Date.now() - began < 4_000) {
      proxy.cutAll();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const tries = proxy.accepted - before;
    // One for the first second's doubling, each with at most one check for TLS behind it.
    expect(tries).toBeLessThanOrEqual(16);
    expect(tries).toBeGreaterThanOrEqual(2);
    await reaches(link, 'up');
  });

  test('walks away from a connection on request without calling it trouble', async () => {
    const link = open(proxy.url);
    await reaches(link, 'up');
    const states: string[] = [];
    link.onState((state) => states.push(state.state));
    link.session?.drop('renew');
    await vi.waitUntil(() => states.includes('up'), { timeout: 20_000 });
    expect(states).toEqual(['connecting', 'up']);
  });

  test('a plane behind a lead waits for it, shows its trouble, and makes no tries of its own', async () => {
    await rig.call('CONFIG', 'SET', 'requirepass', 'other');
    try {
      const before = proxy.accepted;
      const lead = open(proxy.url.replace('//', '//:wrong@'));
      const follower = open(proxy.url.replace('//', '//:wrong@'), lead);
      await reaches(lead, 'down');
      await reaches(follower, 'down');
      expect(follower.state).toEqual(lead.state);
      await new Promise((resolve) => setTimeout(resolve, 800));
      expect(proxy.accepted).toBe(before + 1);
      await rig.call('CONFIG', 'SET', 'requirepass', '');
      lead.retryNow();
      await reaches(follower, 'up');
    } finally {
      await rig.call('CONFIG', 'SET', 'requirepass', '');
    }
  });

  test('closing while a try is under way leaves nothing behind', async () => {
    await proxy.set({ kind: 'acceptThenSilent' });
    const link = open(proxy.url);
    await vi.waitUntil(() => proxy.open > 0, { timeout: 20_000 });
    const began = Date.now();
    await link.close();
    expect(Date.now() - began).toBeLessThan(4_000);
    await vi.waitUntil(() => proxy.open === 0, { timeout: 20_000 });
  });
});

test('a loading server is waited for, second by second, with how far it is', async () => {
  const own = await startRedis();
  try {
    for (let at = 0; at < 400; at += 1) void own.call('SET', `key:${at}`, 'x'.repeat(2_000));
    await own.call('SAVE');
    // 400 keys at 10 ms each: loading for about 4 s.
    const slowly = ['--key-load-delay', '10000', '--loading-process-events-interval-bytes', '1024'];
    await own.restart({ args: [...slowly, '--rdbcompression', 'no'], untilReady: false });
    const link = open(own.url);
    await reaches(link, 'down');
    expect(link.state).toMatchObject({ reason: 'loading' });
    if (link.state.state === 'down') {
      expect((link.state.nextTryAt ?? 0) - Date.now()).toBeLessThanOrEqual(1_000);
      expect(link.state.sentence).toMatch(/loading its data( \(\d+ % done\))?:/);
    }
    await reaches(link, 'up');
    expect(await own.call('DBSIZE')).toBe(400);
  } finally {
    await own.stop();
  }
});
