import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { openGateway } from '@weir/redis/gateway';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { Redis } from 'ioredis';
import { until } from '../../tools/proofs/until.ts';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { fill, LARGE } from './datasets/stream-set.ts';
import { redisProcessorMs } from './poll-measure.ts';
import { median } from './print-ratio.ts';

// What 20 busy producers lose while 20,000 groups are polled every 5 s, in turns with and without. WEIR_BENCH_BORN=mixed: the
// streams' names say nothing of the order in which they were made, so that what lies side by side in memory is not asked
// for side by side.
const BORN = process.env['WEIR_BENCH_BORN'] === 'mixed' ? 'mixed' : 'by name';
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 7);
const INTERVAL_MS = 5_000;
// Two polls a turn.
const TURN_MS = 2 * INTERVAL_MS;
const POLLS_MEASURED = 12;
const ROUND_POLLS = 12;

interface Produced {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const rig = await startRedis();
const redis = new Redis({ port: rig.port, protocol: 2 });
await fill(redis, LARGE, BORN);
const gateway = openGateway({
  address: parseRedisUrl(rig.url),
  pollIntervalMs: INTERVAL_MS,
  budget: { coreShare: 0.01, commandsPerSecond: 20_000, bytesPerSecond: 8 * 1_024 * 1_024 },
  patterns: ['s:*'],
  names: [],
  readOnly: true,
});
let polls = 0;
let toldMs = 0;
gateway.watcher.onTick((tick) => {
  polls += 1;
  toldMs += tick.cost.serverMicros / 1_000;
});
gateway.watcher.start();
const unsettled = (): number => {
  let open = LARGE.streams * LARGE.groups;
  for (const { groups } of gateway.watcher.observations.values()) {
    for (const { unread, consumerList } of groups) if (unread.known && consumerList.known) open -= 1;
  }
  return open;
};
const started = performance.now();
await until('everything is read and counted', 600_000, () => (unsettled() === 0 ? true : undefined), 500);
console.log(
  `all ${LARGE.streams * LARGE.groups} groups settled within the budget after ${seconds(performance.now() - started)}`,
);

// How many entries a turn takes, found once: redis-benchmark counts requests, not seconds.
const pace = await produce(200_000);
const requests = Math.round((pace.perSecond * TURN_MS) / 1_000);
const quiet = await idleCost();
const rates: number[] = [];
const tails: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  gateway.watcher.pause();
  const without = await produce(requests);
  gateway.watcher.resume();
  const beside = await produce(requests);
  rates.push(beside.perSecond / without.perSecond);
  tails.push(beside.p99Ms / without.p99Ms);
}
const spread = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
console.log(
  `G4 rate of 20 producers beside a poll every 5 s: ${median(rates).toFixed(3)}x (goal >= 0.97x) ${spread(rates)}`,
);
console.log(`G4 their p99: ${median(tails).toFixed(2)}x (goal <= 1.15x) ${spread(tails)}`);
console.log(
  `Redis core taken by polling 20,000 groups every 5 s: ${quiet.measured.toFixed(2)} % measured, ${quiet.told.toFixed(2)} % told (goal <= 1 %)`,
);
await gateway.close();
redis.disconnect();
await rig.stop();

/** What polling takes when nothing else happens, in percent of a core: from the end of one poll to that of another. */
async function idleCost(): Promise<{ measured: number; told: number }> {
  gateway.watcher.pause();
  await pause(500);
  const alone = (await measureFor(10_000)) / 10_000;
  gateway.watcher.resume();
  // Two rounds of details: only then is it known which consumers are silent, and what need not be read again.
  await pollsFrom(polls, 2 * ROUND_POLLS);
  const [from, toldFrom, before, start] = [polls, toldMs, await redisProcessorMs(redis), performance.now()];
  await pollsFrom(from, POLLS_MEASURED);
  const [told, used, ms] = [toldMs - toldFrom, (await redisProcessorMs(redis)) - before, performance.now() - start];
  console.log(`  streams made ${BORN}: ${POLLS_MEASURED} polls in ${seconds(ms)}`);
  return { measured: (used / ms - alone) * 100, told: (told / ms) * 100 };
}

async function pollsFrom(from: number, count: number): Promise<void> {
  await until('polls go on', 20 * count * INTERVAL_MS, () => (polls >= from + count ? true : undefined), 20);
}

async function measureFor(ms: number): Promise<number> {
  const before = await redisProcessorMs(redis);
  await pause(ms);
  return (await redisProcessorMs(redis)) - before;
}

function produce(entries: number): Promise<Produced> {
  const words = ['-p', String(rig.port), '-c', '20', '-n', String(entries), '-r', '20', '--csv'];
  const command = ['XADD', 'load:__rand_int__', 'MAXLEN', '~', '1000', '*', 'order', 'o-1', 'total', '42'];
  return new Promise((resolve, reject) => {
    const child = spawn('redis-benchmark', [...words, ...command], { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('exit', () => {
      // "test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"
      const cells = said.trim().split('\n').at(-1)?.split('","') ?? [];
      const [perSecond, p99Ms] = [Number(cells[1]), Number(cells[6])];
      if (perSecond > 0 && p99Ms >= 0) resolve({ perSecond, p99Ms });
      else reject(new Error(`redis-benchmark said ${said}`));
    });
  });
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(0)} s`;
}
