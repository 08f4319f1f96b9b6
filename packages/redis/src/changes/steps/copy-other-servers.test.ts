import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CopyCall } from '@weir/domain/actions/call';
import { MAX_ID, ZERO_ID } from '@weir/domain/entries/entry-id';
import { startRedis, type RedisRig } from '../../../../../tools/rig/redis-rig.ts';
import { needServer } from '../../../../../tools/servers/need-server.ts';
import type { ServerName } from '../../../../../tools/servers/server-names.ts';
import { Link } from '../../links/link.ts';
import { parseRedisUrl } from '../../links/redis-address.ts';
import { createReader } from '../../pages/reader.ts';
import { createChanger } from '../changer.ts';

const NAMES = ['redis-6.0.16', 'redis-8.6.3', 'valkey-9.1.2'] as const satisfies readonly ServerName[];
const FRESH = { resume: false, signal: { aborted: false } };

const rigs: RedisRig[] = [];
const links: Link[] = [];
afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.close()));
  await Promise.all(rigs.splice(0).map((rig) => rig.stop()));
});

function callTo(to: string, create: boolean): CopyCall {
  const aim = { after: ZERO_ID, until: MAX_ID, filter: null, originField: 'source', atMost: 10_000 };
  return { kind: 'copy', job: `job-${to}`, number: 1, stream: 'from', to, create, ...aim };
}

describe.each(NAMES)('%s', (name) => {
  test(
    'copies, stops at the highest id, keeps to memory and creates only when allowed',
    { timeout: 120_000 },
    async (context) => {
      const rig = await startRedis({ binary: await needServer(context, name) });
      rigs.push(rig);
      const link = new Link(parseRedisUrl(rig.url), 'write');
      links.push(link);
      link.connect();
      await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
      const changer = createChanger(link, createReader(link));
      await Promise.all(Array.from({ length: 2_000 }, (_, at) => rig.call('XADD', 'from', '*', 'n', String(at))));

      const copied = await changer.run(callTo('to', true), FRESH);
      expect(copied).toMatchObject({ outcome: 'done', result: { done: 2_000, looked: 2_000, bytes: 8_890 } });
      const rows = (await rig.call('XRANGE', 'to', '-', '+')) as readonly (readonly [string, readonly string[]])[];
      expect(rows.map(([, words]) => Number(words[1]))).toEqual(Array.from({ length: 2_000 }, (_, at) => at));

      await rig.call('XADD', 'full', '18446744073709551615-18446744073709551612', 'n', '0');
      const full = await changer.run(callTo('full', true), FRESH);
      expect(full).toMatchObject({ code: 'WEIR-TARGETFULL', soFar: { done: 3, looked: 3, bytes: 6 } });

      const existing = await changer.run(callTo('mistyped', false), FRESH);
      expect(existing).toMatchObject({ outcome: 'refused', code: 'WEIR-NOTARGET' });
      await rig.call('XADD', 'there', '*', 'n', '0');
      const strict = await changer.run(callTo('there', false), FRESH);
      expect(strict).toMatchObject(name === 'redis-6.0.16' ? { code: 'WEIR-NONOMKSTREAM' } : { outcome: 'done' });

      await rig.call('CONFIG', 'SET', 'maxmemory', '1');
      expect(await changer.run(callTo('more', true), FRESH)).toMatchObject({ outcome: 'refused', code: 'OOM' });
      expect(await rig.call('EXISTS', 'mistyped', 'more')).toBe(0);
    },
  );
});
