import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, deliverAll, fillStream, openHands, STREAM } from './act-pending.ts';
import { median, printRatio } from './print-ratio.ts';

// G9: acknowledging all pending entries, as seen, with the mark and all checks; beside XACK one by one, and beside what
// the server itself needs for XACK of 500 ids a call, which checks nothing.
const ENTRIES = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 1_000_000);
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 5);
const ONE_BY_ONE = Math.min(ENTRIES, 20_000);
const CALL = 25_000;
const GO = { resume: false, signal: { aborted: false } } as const;

const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
const redis = new Redis({ port: rig.port, protocol: 2 });
const hands = await openHands(rig);
await fillStream(redis, ENTRIES);
const rates: { ours: number; toServer: number; toNaive: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await deliverAll(redis, 'g', 1_000, 100);
  await redis.call('CONFIG', 'RESETSTAT');
  await redis.call('SLOWLOG', 'RESET');
  const ours = await acknowledgeAll(`job-${round}`);
  const micros = (await commandMicros(redis, 'evalsha')) / ENTRIES;
  const slow = Number(await redis.call('SLOWLOG', 'LEN'));
  await redis.xgroup('DESTROY', STREAM, 'g');
  await deliverAll(redis, 'g', 1_000, 100);
  const ids = (await hands.seen('g')).map(({ id }) => id);
  const naive = await oneByOne(ids.slice(0, ONE_BY_ONE));
  const server = await inHundreds(ids.slice(ONE_BY_ONE));
  await redis.xgroup('DESTROY', STREAM, 'g');
  rates.push({ ours, toServer: ours / server, toNaive: ours / naive });
  console.log(
    `  ${Math.round(ours)}/s; server's XACK ${Math.round(server)}/s; one by one ${Math.round(naive)}/s; ours needs ${micros.toFixed(2)} µs of the server each; ${slow} calls over 5 ms`,
  );
}
const figures = `${ENTRIES} pending of 1000, ${Math.round(median(rates.map(({ ours }) => ours)))}/s`;
printRatio('G9 acknowledge over XACK one by one', median(rates.map(({ toNaive }) => toNaive)), '>= 10', figures);
printRatio('G9 acknowledge over the server alone', median(rates.map(({ toServer }) => toServer)), '-', figures);
await hands.close();
redis.disconnect();
await rig.stop();

async function acknowledgeAll(job: string): Promise<number> {
  const seen = await hands.seen('g');
  let done = 0;
  const began = performance.now();
  for (let from = 0, number = 1; from < seen.length; from += CALL, number += 1) {
    const entries = seen.slice(from, from + CALL);
    const outcome = await hands.changer.run(
      { kind: 'acknowledge', job, number, stream: STREAM, group: 'g', entries },
      GO,
    );
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome).slice(0, 300));
    done += outcome.result.done;
  }
  const tookMs = performance.now() - began;
  if (done !== ENTRIES) throw new Error(`${done} acknowledged`);
  await hands.changer.close(job, STREAM);
  return (done / tookMs) * 1_000;
}

async function oneByOne(ids: readonly string[]): Promise<number> {
  const began = performance.now();
  for (const id of ids) await redis.xack(STREAM, 'g', id);
  return (ids.length / (performance.now() - began)) * 1_000;
}

/** Entries a second if Redis did nothing else. */
async function inHundreds(ids: readonly string[]): Promise<number> {
  const before = await commandMicros(redis, 'xack');
  for (let from = 0; from < ids.length; from += 500) await redis.xack(STREAM, 'g', ...ids.slice(from, from + 500));
  return (ids.length / ((await commandMicros(redis, 'xack')) - before)) * 1_000_000;
}
