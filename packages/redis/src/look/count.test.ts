import { createServer, connect, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createReader } from '../pages/reader.ts';
import { countBack, countEntries } from './count.ts';

const AWAY_MS = 4;
const ENTRIES = 3_000;
let rig: RedisRig;
let road: Server;
let link: Link;

beforeAll(async () => {
  rig = await startRedis();
  await rig.call('EVAL', "for i = 1, ARGV[1] do redis.call('XADD', KEYS[1], i .. '-0', 'n', i) end", 1, 's', ENTRIES);
  road = await longRoad(rig.port);
  link = new Link(parseRedisUrl(`redis://127.0.0.1:${(road.address() as AddressInfo).port}`), 'read');
  link.connect();
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
});
afterAll(async () => {
  await link.close();
  road.close();
  await rig.stop();
});

/** A way to Redis on which every answer is on the road for some milliseconds. */
function longRoad(port: number): Promise<Server> {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far);
    far.on('data', (bytes) => void pause(AWAY_MS).then(() => near.write(bytes)));
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

async function scripts(): Promise<number> {
  const said = String(await rig.call('INFO', 'commandstats'));
  return Number(/cmdstat_eval_ro:calls=(\d+)/.exec(said)?.[1] ?? 0);
}

test.each([
  ['forwards', countEntries],
  ['backwards', countBack],
] as const)('counting %s takes growing steps, however far away Redis is', async (_, count) => {
  const range = { after: '0-0', until: `${ENTRIES}-0` } as Parameters<typeof count>[2]; // canonical ids
  const walk = { signal: { aborted: false }, atMost: 1_000_000, progress: () => {} };
  const before = await scripts();
  const counted = await count(createReader(link), 's', range, walk);
  expect(counted).toMatchObject({ entries: ENTRIES, complete: true });
  expect((await scripts()) - before).toBeLessThan(ENTRIES / 10);
});
