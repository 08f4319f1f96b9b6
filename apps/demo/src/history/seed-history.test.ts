import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { planGroups } from '../scenarios/groups.ts';
import { seededRandom } from '../scenarios/random.ts';
import { STREAMS } from '../scenarios/streams.ts';
import { connectTo } from '../traffic/connect.ts';
import { seedHistory } from './seed-history.ts';

let redis: RedisRig;
const now = Date.now();

beforeAll(async () => {
  redis = await startRedis();
  const client = connectTo(redis.port, 'test');
  await seedHistory(client, STREAMS, planGroups(), now, seededRandom(7));
  client.disconnect();
});
afterAll(() => redis.stop());

test('every stream has its past, at times that lie in the past', async () => {
  for (const plan of STREAMS) {
    expect(await redis.call('XLEN', plan.stream), plan.stream).toBe(plan.historyEntries);
    const [[oldest]] = (await redis.call('XRANGE', plan.stream, '-', '+', 'COUNT', '1')) as [[string]];
    const [[newest]] = (await redis.call('XREVRANGE', plan.stream, '+', '-', 'COUNT', '1')) as [[string]];
    expect(Number(oldest.split('-')[0]), plan.stream).toBeGreaterThanOrEqual(now - plan.historyMs - 1_000);
    expect(Number(newest.split('-')[0]), plan.stream).toBeLessThan(now);
  }
});

test('every group stands at the end of its stream with nothing unread and nothing pending', async () => {
  for (const plan of planGroups()) {
    const groups = (await redis.call('XINFO', 'GROUPS', plan.stream)) as unknown[][];
    const fields = groups.find((one) => one[1] === plan.group) ?? [];
    const valueOf = (name: string): unknown => fields[fields.indexOf(name) + 1];
    expect([plan.group, valueOf('lag'), valueOf('pending')]).toEqual([plan.group, 0, 0]);
    expect(valueOf('consumers')).toBe(plan.consumers.length);
  }
});

test('takes little memory', async () => {
  const info = String(await redis.call('INFO', 'memory'));
  expect(Number(/used_memory:(\d+)/.exec(info)?.[1])).toBeLessThan(24_000_000);
});
