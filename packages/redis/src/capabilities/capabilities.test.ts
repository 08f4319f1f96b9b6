import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { ReplyError } from '../replies/reply.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { identify, identityFromInfo } from './identify.ts';
import { abilityFrom, capabilitiesFrom, probe } from './probe.ts';
import { earlierTimesCost, isAtLeast, lagMayOverstate } from './server-version.ts';

const policyOf = (text: string) => identityFromInfo(text).memoryPolicy;

const READS = '+xinfo +xpending +xrange +xrevrange +xlen +scan +type +exists +ping +time +multi +exec';

let rig: RedisRig;
beforeAll(async () => {
  rig = await startRedis();
  const user = (name: string, ...rules: string[]): Promise<unknown> =>
    rig.call('ACL', 'SETUSER', name, 'on', '>pw', 'resetkeys', ...rules);
  await user('looker', '%R~*', '-@all', ...`${READS} +info +memory|usage +command`.split(' '));
  await user('no-info', '%R~*', '-@all', ...READS.split(' '));
  await user('no-xinfo', '%R~*', '-@all', '+xrange', '+ping', '+info');
  await user('one-prefix', '%R~orders:*', '-@all', ...`${READS} +info`.split(' '));
});
afterAll(() => rig.stop());

async function as<T>(user: string, use: (link: Link, client: Redis) => Promise<T>): Promise<T> {
  const link = new Link(parseRedisUrl(rig.url.replace('//', `//${user}`)), 'read');
  link.connect();
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
  try {
    if (link.session === undefined) throw new Error('no session');
    return await use(link, link.session.client);
  } finally {
    await link.close();
  }
}

describe('who answers', () => {
  test('by INFO', async () => {
    await as('', async (link, client) => {
      const identity = await identify(client);
      expect(identity).toMatchObject({
        product: 'redis',
        mode: 'standalone',
        role: 'primary',
        evictedKeys: { known: true, value: 0 },
      });
      expect(String(await rig.call('INFO', 'server'))).toContain(`redis_version:${identity.version}\r`);
      expect(String(await rig.call('INFO', 'server'))).toContain(`run_id:${identity.runId}\r`);
      expect(link.session?.identity.version).toBe(identity.version);
    });
  });

  test('by HELLO when INFO is denied; figures are then unknown, not zero', async () => {
    await as('no-info:pw@', async (link) => {
      const identity = link.session?.identity;
      expect(identity).toMatchObject({ product: 'redis', mode: 'standalone', role: 'primary', runId: '' });
      expect(identity?.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(identity?.memoryUsedBytes.known).toBe(false);
    });
  });

  test('a Valkey goes by its own version', () => {
    const info =
      'redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:9.1.2\r\nserver_mode:cluster\r\nrole:slave\r\n';
    expect(identityFromInfo(info)).toMatchObject({
      product: 'valkey',
      version: '9.1.2',
      mode: 'cluster',
      role: 'replica',
    });
  });

  test('what happens at the memory limit is read where it is told, and never made up', () => {
    expect(policyOf('maxmemory_policy:allkeys-lru\r\n')).toEqual({ known: true, value: 'allkeys-lru' });
    expect(policyOf('maxmemory_policy:<script>\r\n')).toMatchObject({ known: false });
    expect(policyOf('')).toMatchObject({ known: false });
  });

  test('text of a strange server does not pass for a version', () => {
    expect(identityFromInfo('redis_version:<script>\r\nused_memory:-1\r\n')).toMatchObject({
      version: 'unknown',
      memoryUsedBytes: { known: false },
    });
    expect(identityFromInfo('')).toMatchObject({
      product: 'other',
      version: 'unknown',
      mode: 'unknown',
      role: 'unknown',
    });
    expect(identityFromInfo('dragonfly_version:df-v1.25.1\r\nredis_version:7.4.0')).toMatchObject({
      product: 'other',
      version: '1.25.1',
    });
  });
});

describe('what it can do', () => {
  test('everything, for the owner of this server', async () => {
    await as('', async (link) => {
      const seven2 = isAtLeast(link.session?.identity.version ?? '', '7.2') === true;
      expect(link.session?.capabilities).toEqual({
        xinfoStream: 'yes',
        xinfoGroups: 'yes',
        xinfoConsumers: 'yes',
        xpending: 'yes',
        xrange: 'yes',
        scan: 'yes',
        memoryUsage: 'yes',
        multi: 'yes',
        noTouch: seven2 ? 'yes' : 'missing',
        lagReported: true,
        lagMayOverstate: lagMayOverstate({ product: 'redis', version: link.session?.identity.version ?? '' }),
        idleCountsAttempts: seven2,
        earlierTimesCost: isAtLeast(link.session?.identity.version ?? '', '8.6'),
      });
    });
  });

  test('a user who may only look can do all that looking needs', async () => {
    await as('looker:pw@', async (link) => {
      const {
        lagMayOverstate: _,
        lagReported,
        idleCountsAttempts,
        earlierTimesCost: _cost,
        noTouch,
        ...abilities
      } = link.session?.capabilities ?? {};
      expect(new Set(Object.values(abilities))).toEqual(new Set(['yes']));
      expect(lagReported).toBe(true);
      expect(typeof idleCountsAttempts).toBe('boolean');
      expect(['missing', 'denied']).toContain(noTouch);
    });
  });

  test('what is denied is denied, one by one', async () => {
    await as('no-xinfo:pw@', async (link) => {
      expect(link.session?.capabilities).toMatchObject({
        xinfoStream: 'denied',
        xinfoGroups: 'denied',
        xpending: 'denied',
        xrange: 'yes',
        scan: 'denied',
        memoryUsage: 'denied',
        multi: 'denied',
      });
    });
  });

  test('without INFO the release is still told by the wording of refusals', async () => {
    await as('no-info:pw@', async (link, client) => {
      const identity = { ...(await identify(client)), product: 'other' as const, version: 'unknown' };
      expect(capabilitiesFrom(await probe(client, link.plane), identity)).toMatchObject({
        lagReported: true,
        lagMayOverstate: true,
      });
    });
  });

  test('a user limited to some keys keeps the commands', async () => {
    await as('one-prefix:pw@', async (link) => {
      expect(link.session?.capabilities).toMatchObject({
        xinfoStream: 'yes',
        xpending: 'yes',
        xrange: 'yes',
        memoryUsage: 'denied',
      });
    });
  });

  test('probing creates no key and leaves the connection outside a transaction', async () => {
    await as('', async (_, client) => {
      expect(await rig.call('DBSIZE')).toBe(0);
      expect(await client.call('PING')).toBe('PONG');
    });
  });

  test.each([
    ["ERR unknown command 'XINFO', with args beginning with: ", 'missing'],
    ['ERR unknown command `XINFO`, with args beginning with: ', 'missing'],
    ["ERR Unknown subcommand or wrong number of arguments for 'NO-TOUCH'. Try CLIENT HELP.", 'missing'],
    ["ERR unknown subcommand 'NO-TOUCH'. Try CLIENT HELP.", 'missing'],
    ['ERR syntax error', 'missing'],
    ["NOPERM this user has no permissions to run the 'xinfo|stream' command", 'denied'],
    ["NOPERM User weir has no permissions to run the 'xinfo|stream' command", 'denied'],
    ['NOPERM this user has no permissions to access one of the keys used as arguments', 'yes'],
    ['NOPERM No permissions to access a key', 'yes'],
    ['ERR no such key', 'yes'],
    ['NOGROUP No such key or consumer group', 'yes'],
    ['ERR EXEC without MULTI', 'yes'],
    ['MOVED 1 10.0.0.1:6379', 'yes'],
    ['LOADING Redis is loading the dataset in memory', 'unsure'],
  ])('%s → %s', (text, ability) => {
    expect(abilityFrom(new ReplyError(text))).toBe(ability);
  });
});

describe('a reported lag beyond what the position rules out', () => {
  test.each([
    ['redis', '7.0.15', true],
    ['redis', '7.2.9', true],
    ['redis', '7.4.1', true],
    ['redis', '7.4.5', false],
    ['redis', '8.0.6', false],
    ['redis', '10.0.0', false],
    ['redis', 'unknown', true],
    ['valkey', '7.2.7', true],
    ['valkey', '8.0.2', true],
    ['valkey', '8.1.1', false],
    ['valkey', '9.1.2', false],
    ['other', '8.6.3', true],
  ] as const)('%s %s: may overstate = %s', (product, version, expected) => {
    expect(lagMayOverstate({ product, version })).toBe(expected);
  });
});

describe('to give a pending entry an earlier time of delivery', () => {
  test.each([
    ['redis', '7.0.15', false],
    ['redis', '8.4.2', false],
    ['redis', '8.6.0', true],
    ['redis', '10.0.0', true],
    ['redis', 'unknown', true],
    ['valkey', '9.1.2', false],
    ['other', '1.25.1', true],
  ] as const)('%s %s: passes all that were delivered later = %s', (product, version, expected) => {
    expect(earlierTimesCost({ product, version })).toBe(expected);
  });
});
