import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { LinkState } from '@weir/domain/connections/link-state';
import { freePort } from '../../../../tools/rig/free-port.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from './link.ts';
import { parseRedisUrl } from './redis-address.ts';

type Down = Extract<LinkState, { state: 'down' }>;

const links: Link[] = [];
const servers: Server[] = [];
const printed = vi.spyOn(console, 'warn');
const printedErrors = vi.spyOn(console, 'error');
let rig: RedisRig;
let locked: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
  locked = await startRedis({ args: ['--requirepass', 'right'], user: { password: 'right' } });
});
afterAll(async () => {
  await Promise.all(links.map((link) => link.close()));
  for (const server of servers) server.close();
  await rig.stop();
  await locked.stop();
  // The client prints when it is unhappy; what it prints holds addresses and arguments.
  expect(printed).not.toHaveBeenCalled();
  expect(printedErrors).not.toHaveBeenCalled();
});

function open(url: string, plane: 'poll' | 'read' | 'tail' | 'write' = 'poll'): Link {
  const link = new Link(parseRedisUrl(url), plane);
  links.push(link);
  link.connect();
  return link;
}

/** The first trouble a link shows, about the 5 s every try has. */
async function trouble(url: string): Promise<Down> {
  const began = Date.now();
  const link = open(url);
  await vi.waitUntil(() => link.state.state === 'down', { timeout: 20_000, interval: 10 });
  const { state } = link;
  if (state.state !== 'down') throw new Error('not down');
  expect(Date.now() - began).toBeLessThan(9_000);
  expect(link.session).toBeUndefined();
  await link.close();
  return state;
}

async function up(link: Link): Promise<void> {
  await vi.waitUntil(() => link.state.state === 'up', { timeout: 20_000, interval: 10 });
}

/** A server that does as `talk` says with every connection. */
async function listen(talk: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    talk(socket);
  });
  return listening(server);
}

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // A TCP server that listens has such an address.
}

describe('a link that comes up', () => {
  test('says so, is named in CLIENT LIST, and knows the server', async () => {
    const states: string[] = [];
    const link = new Link(parseRedisUrl(`${rig.url}/3`), 'read');
    links.push(link);
    link.onState((state) => states.push(state.state));
    link.connect();
    await up(link);
    expect(states).toEqual(['up']);
    expect(link.session?.identity).toMatchObject({ product: 'redis', mode: 'standalone', role: 'primary' });
    const list = String(await rig.call('CLIENT', 'LIST'));
    expect(list).toMatch(/ name=weir:read .*db=3 /);
    await link.close();
    expect(link.session).toBeUndefined();
    expect(link.state.state).toBe('connecting');
    link.connect();
    await up(link);
    await link.close();
  });

  test('uses user and password, and a password nobody asked for does no harm', async () => {
    await rig.call('ACL', 'SETUSER', 'ada', 'on', '>pw', '~*', '+@all');
    for (const url of [
      rig.url.replace('//', '//ada:pw@'),
      rig.url.replace('//', '//:needless@'),
      locked.url.replace('//', '//:right@'),
    ]) {
      const link = open(url);
      await up(link);
      await link.close();
    }
  });

  test('sets up one connection per plane and ends it when closed', async () => {
    await expect.poll(async () => String(await rig.call('CLIENT', 'LIST'))).not.toContain('name=weir:');
    const four = (['poll', 'read', 'tail', 'write'] as const).map((plane) => open(rig.url, plane));
    await Promise.all(four.map(up));
    expect(String(await rig.call('CLIENT', 'LIST')).match(/ name=weir:/g)).toHaveLength(4);
    await Promise.all(four.map((link) => link.close()));
    await expect.poll(async () => String(await rig.call('CLIENT', 'LIST'))).not.toContain('name=weir:');
  });
});

describe('a link that does not come up says why in one sentence', () => {
  test('nothing listens', async () => {
    const state = await trouble(`redis://127.0.0.1:${await freePort()}`);
    expect(state).toMatchObject({ reason: 'refused', attempts: 1 });
    expect(state.sentence).toMatch(/^Nothing listens at 127\.0\.0\.1:\d+: /);
  });

  test('the host is not known', async () => {
    expect(await trouble('redis://no-such-host.invalid:6379')).toMatchObject({ reason: 'unreachable' });
  });

  test('wrong password: one try, the next in 30 s, no password in any word', async () => {
    const before = await connectionsOf(locked);
    const link = open(locked.url.replace('//', '//default:canary-1@'));
    await vi.waitUntil(() => link.state.state === 'down', { timeout: 20_000 });
    const state = link.state as Down; // waited for just above
    expect(state.reason).toBe('wrong-password');
    expect((state.nextTryAt ?? 0) - Date.now()).toBeGreaterThan(28_000);
    expect(JSON.stringify(state)).not.toContain('canary');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await connectionsOf(locked)).toBe(before + 1);
    await link.close();
  });

  test('password needed', async () => {
    expect(await trouble(locked.url)).toMatchObject({ reason: 'password-needed' });
  });

  test('a database that is not there', async () => {
    const state = await trouble(`${rig.url}/999`);
    expect(state).toMatchObject({ reason: 'not-permitted' });
    expect(state.sentence).toContain('database 999');
  });

  test('a user who may read nothing', async () => {
    await rig.call('ACL', 'SETUSER', 'blind', 'on', '>pw', '~*', '-@all', '+ping');
    const state = await trouble(rig.url.replace('//', '//blind:pw@'));
    expect(state.reason).toBe('not-permitted');
    expect(state.sentence).toContain('+xinfo');
  });

  test('a web server', async () => {
    const http = createHttp((_, response) => response.end('hello'));
    const state = await trouble(`redis://127.0.0.1:${await listening(http)}`);
    expect(state).toMatchObject({ reason: 'not-redis' });
    expect(state.sentence).toContain('web server');
  });

  test('an SSH server', async () => {
    const port = await listen((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const state = await trouble(`redis://127.0.0.1:${port}`);
    expect(state).toMatchObject({ reason: 'not-redis' });
    expect(state.sentence).toContain('SSH');
    expect(state.sentence).not.toContain('OpenSSH');
  });

  test('a server that accepts and never answers', async () => {
    const port = await listen(() => {});
    expect(await trouble(`redis://127.0.0.1:${port}`)).toMatchObject({ reason: 'timed-out' });
  });

  test('a server that hangs up without a word', async () => {
    const port = await listen((socket) => socket.destroy());
    expect(await trouble(`redis://127.0.0.1:${port}`)).toMatchObject({ reason: 'lost' });
  });

  test('too many clients, protected mode, loading, too old, a Sentinel', async () => {
    const farewell = await listen((socket) => socket.end('-ERR max number of clients reached\r\n'));
    expect(await trouble(`redis://127.0.0.1:${farewell}`)).toMatchObject({ reason: 'busy' });
    const guarded = await listen((socket) => socket.end('-DENIED Redis is running in protected mode\r\n'));
    expect(await trouble(`redis://127.0.0.1:${guarded}`)).toMatchObject({ reason: 'not-permitted' });
    const old = await scripted('redis_version:5.0.14\r\nredis_mode:standalone\r\n');
    const oldState = await trouble(`redis://127.0.0.1:${old}`);
    expect(oldState).toMatchObject({ reason: 'too-old' });
    expect(oldState.sentence).toContain('5.0.14');
    const sentinel = await scripted('redis_version:7.0.15\r\nredis_mode:sentinel\r\n');
    expect((await trouble(`redis://127.0.0.1:${sentinel}`)).sentence).toContain('Sentinel');
  });
});

async function connectionsOf(server: RedisRig): Promise<number> {
  const stats = String(await server.call('INFO', 'stats'));
  return Number(/total_connections_received:(\d+)/.exec(stats)?.[1]);
}

/** Versions that cannot be had are played: +OK to everything, and this for INFO. */
function scripted(info: string): Promise<number> {
  return listen((socket) => {
    socket.on('data', (bytes: Buffer) => {
      for (const command of bytes.toString('latin1').split(/^\*/m).filter(Boolean)) {
        socket.write(/^INFO\r$/m.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
      }
    });
  });
}
