import type { Capabilities } from '@weir/domain/capabilities/capability';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { needServer } from '../../../../tools/servers/need-server.ts';
import type { ServerName } from '../../../../tools/servers/server-names.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createPages } from '../pages/pages.ts';

const EXPECTED = {
  'redis-6.0.16': {
    noTouch: 'missing',
    lagReported: false,
    lagMayOverstate: true,
    idleCountsAttempts: false,
    earlierTimesCost: false,
  },
  'redis-7.0.15': {
    noTouch: 'missing',
    lagReported: true,
    lagMayOverstate: true,
    idleCountsAttempts: false,
    earlierTimesCost: false,
  },
  'redis-8.6.3': {
    noTouch: 'yes',
    lagReported: true,
    lagMayOverstate: false,
    idleCountsAttempts: true,
    earlierTimesCost: true,
  },
  'valkey-9.1.2': {
    noTouch: 'yes',
    lagReported: true,
    lagMayOverstate: false,
    idleCountsAttempts: true,
    earlierTimesCost: false,
  },
} as const satisfies Partial<Record<ServerName, Partial<Capabilities>>>;
const NAMES = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[]; // a const object has these keys alone

const rigs: RedisRig[] = [];
const links: Link[] = [];
afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.close()));
  await Promise.all(rigs.splice(0).map((rig) => rig.stop()));
});

async function connect(url: string): Promise<Link> {
  const link = new Link(parseRedisUrl(url), 'read');
  links.push(link);
  link.connect();
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
  return link;
}

describe.each(NAMES)('%s', (name) => {
  test(
    'is known for what it is, with and without INFO, and pages read the same',
    { timeout: 120_000 },
    async (context) => {
      const rig = await startRedis({ binary: await needServer(context, name) });
      rigs.push(rig);
      const expected = EXPECTED[name];
      const link = await connect(rig.url);
      const [product] = name.split('-');
      expect(link.session?.identity).toMatchObject({ product, mode: 'standalone', role: 'primary' });
      expect(link.session?.capabilities).toMatchObject({
        ...expected,
        xinfoStream: 'yes',
        multi: 'yes',
        memoryUsage: 'yes',
      });

      const six = name === 'redis-6.0.16';
      const keys = six ? '~*' : '%R~*';
      const rights = '-@all +xinfo +xpending +xrange +xrevrange +scan +time +ping +multi +exec +type'.split(' ');
      await rig.call('ACL', 'SETUSER', 'bare', 'on', '>pw', 'resetkeys', keys, ...rights);
      const bare = await connect(rig.url.replace('//', '//bare:pw@'));
      // Without INFO the version comes from HELLO, which 6.0 denies as well.
      expect(bare.session?.identity.version).toBe(six ? 'unknown' : link.session?.identity.version);
      expect(bare.session?.capabilities).toMatchObject({
        lagReported: expected.lagReported,
        idleCountsAttempts: expected.idleCountsAttempts,
        memoryUsage: 'denied',
        xpending: 'yes',
      });

      for (let at = 1; at <= 30; at += 1) void rig.call('XADD', 's', `${at}-0`, 'f', Buffer.from([0xff]));
      await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
      await rig.call('XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', 12, 'STREAMS', 's', '>');
      await rig.call('XDEL', 's', '3-0');
      const pages = createPages(bare);
      const first = await pages.entries({ stream: 's', direction: 'desc', limit: 20 });
      const second = await pages.entries({ stream: 's', direction: 'desc', limit: 20, after: first.next ?? undefined });
      expect([first.items.length, second.items.length, second.next]).toEqual([20, 9, null]);
      const pending = await pages.pending({ stream: 's', group: 'g', limit: 5 });
      expect(pending.items.map((row) => row.payload)).toEqual(['present', 'present', 'gone', 'present', 'present']);
      const rest = await pages.pending({ stream: 's', group: 'g', limit: 20, after: pending.next ?? undefined });
      expect([rest.items.length, rest.next]).toEqual([7, null]);
      await expect(pages.pending({ stream: 's', group: 'none', limit: 5 })).rejects.toMatchObject({
        reason: 'not-found',
      });
    },
  );
});
