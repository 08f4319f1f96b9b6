import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { Redis } from 'ioredis';
import { startBystander } from '../../tools/proofs/harm/bystander.ts';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, deliverAll, fillStream, openHands, STREAM } from './act-pending.ts';
import { redisProcessorMs } from './poll-measure.ts';
import { median, printRatio } from './print-ratio.ts';

// G8: claiming all pending entries, as seen, with the mark and all checks; beside XCLAIM one by one, and beside what the
// server itself needs: for the commands such a claim takes, XPENDING and XCLAIM … JUSTID of the same 500 entries, and for
// XAUTOCLAIM … COUNT 500 JUSTID, which is told no ids and looks at nothing. One by one is done twice: blindly, and as the
// claim does it, looking at owner and payload first. Each starts from a group delivered anew.
const ENTRIES = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 1_000_000);
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 5);
// A job's mark is closed at its end; the next round is another job.
let jobs = 0;
const ONE_BY_ONE = Math.min(ENTRIES, 20_000);
const CALL = 25_000;
const TOGETHER = 500;
const SLICE_MS = 500;
// What goes gently rests most of the time: so many tell what others feel of it.
const GENTLE = Math.min(ENTRIES, 20_000);
const GO = { resume: false, signal: { aborted: false } } as const;
// What a job without a rate does.
const GENTLY = { ...GO, gently: true } as const;

for (const consumers of [1_000, 1]) {
  const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
  const redis = new Redis({ port: rig.port, protocol: 2 });
  const hands = await openHands(rig);
  await fillStream(redis, ENTRIES);
  const rates: Rates[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await fresh(autoClaim);
    const looking = await fresh(lookAndClaim);
    const ours = await fresh(claimAll);
    const naive = await fresh(oneByOne(blindly));
    const careful = await fresh(oneByOne(asSeen));
    rates.push({
      ours: ours.perSecond,
      toServer: (ours.perSecond * server.commandMicros) / 1_000_000,
      toLooking: (ours.perSecond * looking.commandMicros) / 1_000_000,
      toNaive: ours.perSecond / naive.perSecond,
      toCareful: ours.perSecond / careful.perSecond,
      processor: server.processorMicros / ours.processorMicros,
    });
    console.log(
      `  ${consumers} consumers: ${ours.perSecond}/s, ${ours.commandMicros} µs in Redis each (processor ${ours.processorMicros}), ${ours.slow} calls over 5 ms; XPENDING and XCLAIM ${looking.commandMicros} µs, XAUTOCLAIM ${server.commandMicros} µs (processor ${server.processorMicros}); one by one ${naive.perSecond}/s, looking first ${careful.perSecond}/s`,
    );
  }
  const middle = (of: (rate: (typeof rates)[number]) => number): number => median(rates.map(of));
  const speed = middle(({ ours }) => ours);
  const figures = `${ENTRIES} pending of ${consumers}, ${speed}/s`;
  const toNaive = middle((rate) => rate.toNaive);
  printRatio(
    'G8 claim over one by one, looking at owner and payload first',
    middle((rate) => rate.toCareful),
    '>= 12',
    figures,
  );
  printRatio('G8 claim over XCLAIM one by one, blindly', toNaive, '>= 12', figures);
  const [toLooking, toServer] = [middle((rate) => rate.toLooking), middle((rate) => rate.toServer)];
  printRatio('G8 claim over the server alone, looking and claiming', toLooking, '>= 0.7', figures);
  printRatio('G8 claim over the server alone, XAUTOCLAIM', toServer, '>= 0.7', figures);
  const processor = middle((rate) => rate.processor);
  printRatio('G8 … the same in processor time of Redis', processor, '-', figures);
  await pings();
  await hands.close();
  redis.disconnect();
  await rig.stop();

  /** Somebody else's p99 PING beside it, and beside XAUTOCLAIM by a client that does not wait between its calls. */
  async function pings(): Promise<void> {
    const bystander = startBystander(rig.port);
    const p99s = { alone: [] as number[], gently: [] as number[], ours: [] as number[], server: [] as number[] };
    const beside = async (into: number[], way: Way): Promise<void> => {
      const over = new AbortController();
      await deliverAll(redis, 'g', consumers, 100);
      const working = (await way())().finally(() => over.abort());
      while (!over.signal.aborted) into.push((await bystander.measure(SLICE_MS)).p99);
      await working;
      await redis.xgroup('DESTROY', STREAM, 'g');
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      p99s.alone.push((await bystander.measure(SLICE_MS)).p99);
      await beside(p99s.gently, claimGently);
      await beside(p99s.ours, claimAll);
      await beside(p99s.server, autoClaim);
    }
    bystander.stop();
    const [alone, gently] = [median(p99s.alone), median(p99s.gently)];
    const [ours, server] = [median(p99s.ours), median(p99s.server)];
    const said = `p99 PING ${gently.toFixed(2)} ms beside it, ${alone.toFixed(2)} alone`;
    printRatio('G8 p99 PING of somebody else beside a claim without a rate, over alone', gently / alone, '<= 2', said);
    const fast = `p99 PING ${ours.toFixed(2)} ms beside it, ${server.toFixed(2)} beside XAUTOCLAIM`;
    printRatio('G8 … beside a claim as fast as Redis bears, over beside XAUTOCLAIM', ours / server, '-', fast);
  }

  /** One way on a group delivered anew. */
  async function fresh(way: Way) {
    await deliverAll(redis, 'g', consumers, 100);
    const work = await way();
    await redis.call('CONFIG', 'RESETSTAT');
    await redis.call('SLOWLOG', 'RESET');
    const before = await redisProcessorMs(redis);
    const { entries, ms, commands } = await work();
    const processorMs = (await redisProcessorMs(redis)) - before;
    let micros = 0;
    for (const command of commands) micros += await commandMicros(redis, command);
    const slow = Number(await redis.call('SLOWLOG', 'LEN'));
    await redis.xgroup('DESTROY', STREAM, 'g');
    return {
      perSecond: Math.round((entries / ms) * 1_000),
      commandMicros: rounded(micros / entries),
      processorMicros: rounded((processorMs * 1_000) / entries),
      slow,
    };
  }

  async function claimAll(): Promise<() => Promise<Worked>> {
    const seen = await hands.seen('g');
    return () => claim(seen, GO);
  }

  async function claimGently(): Promise<() => Promise<Worked>> {
    const seen = await hands.seen('g');
    return () => claim(seen.slice(0, GENTLE), GENTLY);
  }

  async function claim(seen: readonly SeenEntry[], how: typeof GO | typeof GENTLY): Promise<Worked> {
    const job = `job-${(jobs += 1)}`;
    let done = 0;
    const began = performance.now();
    for (let from = 0, number = 1; from < seen.length; from += CALL, number += 1) {
      const entries = seen.slice(from, from + CALL);
      const aim = { stream: STREAM, group: 'g', consumer: 'taker', deliveries: 'keep' } as const;
      const outcome = await hands.changer.run({ kind: 'claim', job, number, ...aim, entries }, how);
      if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome).slice(0, 300));
      done += outcome.result.done;
    }
    const ms = performance.now() - began;
    if (done !== seen.length) throw new Error(`${done} claimed`);
    await hands.changer.close(job, STREAM);
    return { entries: done, ms, commands: ['evalsha'] };
  }

  function autoClaim(): Promise<() => Promise<Worked>> {
    return Promise.resolve(auto);
  }

  async function auto(): Promise<Worked> {
    const began = performance.now();
    let cursor = '0-0';
    do {
      const [next] = await redis.xautoclaim(STREAM, 'g', 'taker', 0, cursor, 'COUNT', TOGETHER, 'JUSTID');
      cursor = String(next);
    } while (cursor !== '0-0');
    return { entries: ENTRIES, ms: performance.now() - began, commands: ['xautoclaim'] };
  }

  async function lookAndClaim(): Promise<() => Promise<Worked>> {
    const ids = (await hands.seen('g')).map(({ id }) => id);
    return async () => {
      const began = performance.now();
      for (let from = 0; from < ids.length; from += TOGETHER) {
        const some = ids.slice(from, from + TOGETHER);
        const pipeline = redis.pipeline().xpending(STREAM, 'g', some[0] ?? '-', some.at(-1) ?? '+', some.length);
        await pipeline.xclaim(STREAM, 'g', 'taker', 0, ...some, 'JUSTID').exec();
      }
      return { entries: ids.length, ms: performance.now() - began, commands: ['xpending', 'xclaim'] };
    };
  }

  function oneByOne(claimOne: (id: string) => Promise<unknown>): Way {
    return async () => {
      const ids = (await redis.xrange(STREAM, '-', '+', 'COUNT', ONE_BY_ONE)).map(([id]) => id);
      return async () => {
        const began = performance.now();
        for (const id of ids) await claimOne(id);
        return { entries: ids.length, ms: performance.now() - began, commands: ['xclaim'] };
      };
    };
  }

  function blindly(id: string): Promise<unknown> {
    return redis.xclaim(STREAM, 'g', 'taker', 0, id, 'JUSTID');
  }

  async function asSeen(id: string): Promise<void> {
    const [row] = (await redis.xpending(STREAM, 'g', id, id, 1)) as [string, string, number, number][];
    const [entry] = await redis.xrange(STREAM, id, id, 'COUNT', 1);
    if (row === undefined || row[1] === 'taker' || entry === undefined) throw new Error(`${id} is not as seen`);
    await blindly(id);
  }
}

interface Worked {
  readonly entries: number;
  readonly ms: number;
  /** What Redis counts it under. */
  readonly commands: readonly string[];
}

interface Rates {
  readonly ours: number;
  readonly toServer: number;
  readonly toLooking: number;
  readonly toNaive: number;
  readonly toCareful: number;
  readonly processor: number;
}

/** Looks at what there is, and gives what is to be measured. */
type Way = () => Promise<() => Promise<Worked>>;

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100;
}
