import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link, type LinkSession } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { BudgetLedger } from '../poll/budget-ledger.ts';
import { MeteredWire } from '../poll/metered-wire.ts';
import { PipelineWire } from '../resp/pipeline-wire.ts';
import { KeyspaceSweep } from './keyspace-sweep.ts';

const STREAMS = 4_000;

let rig: RedisRig;
let link: Link;
let session: LinkSession;
beforeAll(async () => {
  rig = await startRedis();
  await rig.call('EVAL', `for i = 1, ${STREAMS} do redis.call('XADD', 's' .. i, '*', 'f', 'v') end`, 0);
  link = new Link(parseRedisUrl(rig.url), 'poll');
  session = await new Promise<LinkSession>((resolve) => {
    link.onSession(resolve);
    link.connect();
  });
});
afterAll(async () => {
  await link.close();
  await rig.stop();
});

async function scans(): Promise<number> {
  return Number(/cmdstat_scan:calls=(\d+)/.exec(String(await rig.call('INFO', 'commandstats')))?.[1] ?? 0);
}

test('a sweep that is interrupted again and again goes on where it stood, and finds every key', async () => {
  const budget = { coreShare: 100, commandsPerSecond: 1e9, bytesPerSecond: 1e12 };
  const ledger = new BudgetLedger(budget, 1_000, () => performance.now());
  const found = new Set<string>();
  const sweep = new KeyspaceSweep(new MeteredWire(new PipelineWire(session.client)), ledger, [], (key) => {
    found.add(key.toString());
  });
  const ends: string[] = [];
  const before = await scans();
  // Two calls, then somebody pauses.
  for (let run = 0; run < 100 && ends.at(-1) !== 'swept'; run += 1) {
    let calls = 0;
    ends.push((await sweep.run(() => (calls += 1) <= 2)).end);
  }
  expect(ends.filter((end) => end === 'interrupted').length).toBeGreaterThan(2);
  expect(ends.at(-1)).toBe('swept');
  expect(found.size).toBe(STREAMS);
  // No key is gone over twice: at the very least 100 keys a call.
  expect((await scans()) - before).toBeLessThanOrEqual(STREAMS / 100);
});
