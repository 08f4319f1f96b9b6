import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, deliverAll, fillStream, openHands, STREAM } from './act-pending.ts';
import { median, printRatio } from './print-ratio.ts';

// G8: claiming all pending entries, as seen, with the mark and all checks; beside XCLAIM one by one, and beside what the
// server itself needs for XAUTOCLAIM … COUNT 500 JUSTID, which checks nothing.
const ENTRIES = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 1_000_000);
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 5);
const ONE_BY_ONE = Math.min(ENTRIES, 20_000);
const CALL = 25_000;
const GO = { resume: false, signal: { aborted: false } } as const;

for (const consumers of [1_000, 1]) {
  const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
  const redis = new Redis({ port: rig.port, protocol: 2 });
  const hands = await openHands(rig);
  await fillStream(redis, ENTRIES);
  const rates: { ours: number; toServer: number; toNaive: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const group = `g${round}`;
    await deliverAll(redis, group, consumers, 100);
    await redis.call('CONFIG', 'RESETSTAT');
    await redis.call('SLOWLOG', 'RESET');
    const ours = await claimAll(group, `job-${consumers}-${round}`);
    const micros = (await commandMicros(redis, 'evalsha')) / ENTRIES;
    const slow = Number(await redis.call('SLOWLOG', 'LEN'));
    const server = await autoClaim(group);
    const naive = await oneByOne(group);
    await redis.xgroup('DESTROY', STREAM, group);
    rates.push({ ours, toServer: ours / server, toNaive: ours / naive });
    console.log(
      `  ${consumers} consumers: ${Math.round(ours)}/s; server's XAUTOCLAIM ${Math.round(server)}/s; one by one ${Math.round(naive)}/s; ours needs ${micros.toFixed(2)} µs of the server each; ${slow} calls over 5 ms`,
    );
  }
  const figures = `${ENTRIES} pending of ${consumers}, ${Math.round(median(rates.map(({ ours }) => ours)))}/s`;
  printRatio('G8 claim over XCLAIM one by one', median(rates.map(({ toNaive }) => toNaive)), '>= 12', figures);
  printRatio('G8 claim over the server alone', median(rates.map(({ toServer }) => toServer)), '>= 0.7', figures);
  await hands.close();
  redis.disconnect();
  await rig.stop();

  async function claimAll(group: string, job: string): Promise<number> {
    const seen = await hands.seen(group);
    let done = 0;
    const began = performance.now();
    for (let from = 0, number = 1; from < seen.length; from += CALL, number += 1) {
      const entries = seen.slice(from, from + CALL);
      const call = {
        kind: 'claim',
        job,
        number,
        stream: STREAM,
        group,
        consumer: 'taker',
        deliveries: 'keep',
      } as const;
      const outcome = await hands.changer.run({ ...call, entries }, GO);
      if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome).slice(0, 300));
      done += outcome.result.done;
    }
    const tookMs = performance.now() - began;
    if (done !== ENTRIES) throw new Error(`${done} claimed`);
    await hands.changer.forget(job, STREAM);
    return (done / tookMs) * 1_000;
  }

  /** Entries a second if Redis did nothing else. */
  async function autoClaim(group: string): Promise<number> {
    const before = await commandMicros(redis, 'xautoclaim');
    let cursor = '0-0';
    do {
      const [next] = await redis.xautoclaim(STREAM, group, 'other', 0, cursor, 'COUNT', 500, 'JUSTID');
      cursor = String(next);
    } while (cursor !== '0-0');
    return (ENTRIES / ((await commandMicros(redis, 'xautoclaim')) - before)) * 1_000_000;
  }

  async function oneByOne(group: string): Promise<number> {
    const ids = (await redis.xrange(STREAM, '-', '+', 'COUNT', ONE_BY_ONE)).map(([id]) => id);
    const began = performance.now();
    for (const id of ids) await redis.xclaim(STREAM, group, 'last', 0, id, 'JUSTID');
    return (ids.length / (performance.now() - began)) * 1_000;
  }
}
