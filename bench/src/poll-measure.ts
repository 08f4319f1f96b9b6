import type { Redis } from 'ioredis';

/** What one piece of work took: all in ms. `stallMs` = the longest time this process' event loop stood still. */
export interface Taken {
  readonly wallMs: number;
  readonly redisMs: number;
  readonly ownMs: number;
  readonly stallMs: number;
}

export async function measure(redis: Redis, work: () => Promise<void>): Promise<Taken> {
  const redisBefore = await redisProcessorMs(redis);
  let last = performance.now();
  let stallMs = 0;
  const meter = setInterval(() => {
    const now = performance.now();
    stallMs = Math.max(stallMs, now - last - 1);
    last = now;
  }, 1);
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const end = performance.now();
  const used = process.cpuUsage(before);
  clearInterval(meter);
  // The last stretch counts even when the timer had no turn any more.
  stallMs = Math.max(stallMs, end - last - 1);
  const redisMs = (await redisProcessorMs(redis)) - redisBefore;
  return { wallMs: end - start, redisMs, ownMs: (used.user + used.system) / 1_000, stallMs };
}

/** Processor time of the server so far. */
export async function redisProcessorMs(redis: Redis): Promise<number> {
  const said = await redis.info('cpu');
  const seconds = (name: string): number => Number(new RegExp(`${name}:([0-9.]+)`).exec(said)?.[1] ?? Number.NaN);
  return (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1_000;
}
