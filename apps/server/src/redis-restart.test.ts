import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ageStream } from '../../../tools/rig/aged-stream.ts';
import { type RedisRig, startRedis } from '../../../tools/rig/redis-rig.ts';
import { type ConsoleRig, startConsole, until } from './rig/console-rig.ts';

// Redis writes its log of commands anew as commands: loading them is a call of every consumer.
const PERSISTENCE = ['--appendonly', 'yes', '--appendfsync', 'always', '--aof-use-rdb-preamble', 'no'];
const TWO_HOURS_MS = 7_200_000;
const STREAMS = ['orders', 'payments', 'mails'];

let redis: RedisRig;
let rig: ConsoleRig;
let token = '';

type Row = Readonly<Record<string, unknown>>;
const list = async (procedure: string, input: Row = {}): Promise<readonly Row[]> => {
  const answer = (await rig.query(procedure, { connection: 'main', limit: 100, ...input }, token)) as {
    items?: readonly Row[];
  };
  return answer.items ?? [];
};
const groups = (): Promise<readonly Row[]> => list('groups.list');
const polledAt = async (): Promise<number> =>
  ((await rig.query('groups.list', { connection: 'main', limit: 1 }, token)) as { polledAt: number }).polledAt;
const worker = async (name: string): Promise<Row> =>
  (await list('consumers.list', { stream: 'orders', group: 'g' })).find(({ consumer }) => consumer === name) ?? {};
/** Waits for this many more polls. */
async function polls(count: number): Promise<void> {
  for (let poll = 0; poll < count; poll += 1) {
    const before = await polledAt();
    await until(polledAt, (at) => at > before);
  }
}

beforeEach(async () => {
  redis = await startRedis({ args: PERSISTENCE });
  for (const stream of STREAMS) {
    await redis.call('XGROUP', 'CREATE', stream, 'g', '0', 'MKSTREAM');
    for (let n = 0; n < 6; n += 1) await redis.call('XADD', stream, `${Date.now() - TWO_HOURS_MS}-${n}`, 'n', n);
    for (const worker of ['worker-7', 'worker-8'])
      await redis.call('XREADGROUP', 'GROUP', 'g', worker, 'COUNT', 2, 'STREAMS', stream, '>');
  }
  await ageStream(redis, 'orders', TWO_HOURS_MS);
  await ageStream(redis, 'payments', TWO_HOURS_MS);
  await redis.call('BGREWRITEAOF');
  await until(
    () => redis.call('INFO', 'persistence'),
    (info) => /aof_rewrite_in_progress:0/.test(String(info)) && /aof_rewrite_scheduled:0/.test(String(info)),
  );
  rig = await startConsole({ WEIR_REDIS_URL: redis.url });
  token = await rig.token('admin');
});
afterEach(async () => {
  await rig.stop();
  await redis.stop();
});

/** Everything the events timeline says beyond the first picture. */
async function eventsAfter(id: number): Promise<readonly Row[]> {
  return (await list('events.list')).filter((event) => Number(event['id']) > id).toReversed();
}

const words = (event: Row): string =>
  (event['title'] as readonly unknown[]).map((part) => (typeof part === 'string' ? part : '*')).join('');

describe('a Redis that restarts', () => {
  test('brings no dead consumer back to life, and is one event', async () => {
    const seen = await until(groups, (rows) => rows.filter(({ status }) => status === 'dead-consumer').length === 2);
    expect(seen).toHaveLength(STREAMS.length);
    const statuses = new Map(seen.map(({ stream, status }) => [stream, status]));
    const newest = Number((await list('events.list'))[0]?.['id'] ?? 0);

    await redis.restart({ args: PERSISTENCE });
    // What Redis itself says now.
    const replies = JSON.stringify(await redis.call('XINFO', 'CONSUMERS', 'orders', 'g'));
    expect(Number(/"idle",(\d+)/.exec(replies)?.[1])).toBeLessThan(30_000);
    await until(
      () => eventsAfter(newest),
      (events) => events.some((event) => words(event) === 'Redis restarted'),
    );
    await polls(12);

    expect(new Map((await groups()).map(({ stream, status }) => [stream, status]))).toEqual(statuses);
    const consumers = await list('consumers.list', { stream: 'orders', group: 'g' });
    expect(consumers.map(({ health }) => health)).toEqual(['dead', 'dead']);
    for (const consumer of consumers) expect(Number(consumer['idleMs'])).toBeGreaterThan(TWO_HOURS_MS);
    expect((await eventsAfter(newest)).map(words)).toEqual(['Redis cannot be reached', 'Redis restarted']);
  });

  test('believes a consumer that calls after it', async () => {
    await until(groups, (rows) => rows.filter(({ status }) => status === 'dead-consumer').length === 2);
    await redis.restart({ args: PERSISTENCE });
    await polls(4);
    await redis.call('XREADGROUP', 'GROUP', 'g', 'worker-7', 'COUNT', 1, 'STREAMS', 'orders', '>');
    await until(
      () => worker('worker-7'),
      ({ idleMs }) => Number(idleMs) < 60_000,
    );
    expect((await worker('worker-8'))['health']).toBe('dead');
  });
});
