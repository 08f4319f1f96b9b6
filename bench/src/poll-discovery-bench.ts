import { setTimeout as pause } from 'node:timers/promises';
import { KeyspaceSweep } from '@weir/redis/discovery/keyspace-sweep';
import { Link, type LinkSession } from '@weir/redis/links/link';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { BudgetLedger } from '@weir/redis/poll/budget-ledger';
import { MeteredWire } from '@weir/redis/poll/metered-wire';
import { PollSocket } from '@weir/redis/resp/poll-socket';
import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { redisProcessorMs } from './poll-measure.ts';
import { median } from './print-ratio.ts';

// Finding 1 % streams among many keys, beside asking the type of every key. A million keys here; the cost is per key.
const KEYS = Number(process.env['WEIR_BENCH_KEYS'] ?? 1_000_000);
const STREAMS = KEYS / 100;

const rig = await startRedis({ args: ['--enable-debug-command', 'yes'] });
const redis = new Redis({ port: rig.port, protocol: 2 });
await redis.call('DEBUG', 'POPULATE', String(KEYS - STREAMS), 'other');
for (let from = 0; from < STREAMS; from += 500) {
  const pipeline = redis.pipeline();
  for (let at = from; at < Math.min(from + 500, STREAMS); at += 1) pipeline.xadd(`s:${at}`, '*', 'f', 'v');
  await pipeline.exec();
}

const link = new Link(parseRedisUrl(rig.url), 'poll');
const session = await new Promise<LinkSession>((resolve) => {
  link.onSession(resolve);
  link.connect();
});
const socket = PollSocket.takeOver(session.client, (because) => session.drop(because));
if (socket === undefined) throw new Error('the socket could not be taken over');
const wire = new MeteredWire(socket);

const beforePings = await redisProcessorMs(redis);
const calm = await pings(5_000);
// The PINGs themselves cost Redis something, which is not the sweep's.
const pingShare = ((await redisProcessorMs(redis)) - beforePings) / 5_000;
const rolling = await sweep(0.02, true);
const ratios = { hurried: [] as number[], paced: [] as number[] };
for (let round = 0; round < 3; round += 1) {
  // A call that comes after a rest finds the processor's caches cold and costs half as much again, whoever makes it.
  const took = {
    hurried: [await sweep(100, false, 0), await typeOfEveryKey(1_000, 0)],
    paced: [await sweep(100, false), await typeOfEveryKey(250, 5)],
  } as const;
  for (const pace of ['hurried', 'paced'] as const) {
    const [ours, plain] = took[pace];
    if (ours.found !== STREAMS || plain.found !== STREAMS) throw new Error(`found ${ours.found} and ${plain.found}`);
    ratios[pace].push(ours.redisMs / plain.redisMs);
    console.log(`  ${pace}: ${ours.redisMs.toFixed(0)} / ${plain.redisMs.toFixed(0)} ms of Redis`);
  }
}
const what = `G7 Redis CPU of finding ${STREAMS} streams in ${KEYS} keys, over SCAN and TYPE of each`;
console.log(`${what}, both without rests: ${median(ratios.hurried).toFixed(2)}x (goal <= 0.55x)`);
console.log(`${what}, both with a rest behind each call: ${median(ratios.paced).toFixed(2)}x (goal -)`);
console.log(
  `G7 the same within 2 % of a core: ${((rolling.redisMs / rolling.wallMs - pingShare) * 100).toFixed(2)} % of a core, ${(rolling.wallMs / 1_000).toFixed(0)} s (goal <= 2 %)`,
);
console.log(
  `G7 p99 of somebody's PING meanwhile: ${rolling.p99.toFixed(2)} ms, ${calm.toFixed(2)} ms alone (goal <= 5 ms)`,
);
await link.close();
redis.disconnect();
await rig.stop();

interface Swept {
  readonly found: number;
  readonly redisMs: number;
  readonly wallMs: number;
  readonly p99: number;
}

async function sweep(coreShare: number, watched: boolean, pauseMs?: number): Promise<Swept> {
  const budget = { coreShare, commandsPerSecond: 1e9, bytesPerSecond: 1e12 };
  let found = 0;
  const ledger = new BudgetLedger(budget, 1_000, () => performance.now());
  const count = (): void => {
    found += 1;
  };
  const walk = new KeyspaceSweep(wire, ledger, [], count, pauseMs);
  const [before, started] = [await redisProcessorMs(redis), performance.now()];
  let over = false;
  const done = walk
    .run(() => true)
    .then(() => {
      over = true;
    });
  const p99 = watched ? await pings(Infinity, () => over) : 0;
  await done;
  const wallMs = performance.now() - started;
  return { found, redisMs: (await redisProcessorMs(redis)) - before, wallMs, p99 };
}

async function typeOfEveryKey(keysPerCall: number, restMs: number): Promise<{ found: number; redisMs: number }> {
  const before = await redisProcessorMs(redis);
  let found = 0;
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'COUNT', keysPerCall);
    cursor = next;
    const pipeline = redis.pipeline();
    for (const key of keys) pipeline.type(key);
    for (const [, type] of (await pipeline.exec()) ?? []) if (type === 'stream') found += 1;
    if (restMs > 0) await pause(restMs);
  } while (cursor !== '0');
  return { found, redisMs: (await redisProcessorMs(redis)) - before };
}

/** p99 of PINGs, one every 2 ms. */
async function pings(forMs: number, over: () => boolean = () => false): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + forMs;
  while (performance.now() < end && !over()) {
    const sent = performance.now();
    await redis.ping();
    times.push(performance.now() - sent);
    await pause(2);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}
