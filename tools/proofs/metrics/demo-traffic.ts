import { Redis } from 'ioredis';
import { seedHistory } from '../../../apps/demo/src/history/seed-history.ts';
import { planGroups } from '../../../apps/demo/src/scenarios/groups.ts';
import { seededRandom } from '../../../apps/demo/src/scenarios/random.ts';
import { STREAMS } from '../../../apps/demo/src/scenarios/streams.ts';
import { startTraffic } from '../../../apps/demo/src/traffic/traffic.ts';
import type { RedisRig } from '../../rig/redis-rig.ts';

const HISTORY_ENTRIES = 1_000;

/** The streams of the demo with a shorter past, their producers and their consumers, all of them well. */
export async function startDemoTraffic(redis: RedisRig): Promise<{ stop(): void }> {
  const random = seededRandom(7);
  const groups = planGroups();
  const streams = STREAMS.map((plan) => ({ ...plan, historyEntries: Math.min(plan.historyEntries, HISTORY_ENTRIES) }));
  const client = new Redis({ port: redis.port, host: '127.0.0.1' });
  await seedHistory(client, streams, groups, Date.now(), random);
  client.disconnect();
  return startTraffic(redis.port, streams, groups, random);
}
