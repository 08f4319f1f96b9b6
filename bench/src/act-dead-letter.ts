import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, openHands, STREAM } from './act-pending.ts';
import { median, printRatio } from './print-ratio.ts';

// G10: putting all pending entries aside, with where they came from, as seen, atomically and with the mark; beside three
// awaited commands an entry (XRANGE, XADD, XACK), and beside one MULTI for 500 with the reads before it. Both of these
// take the plan's word for owner and deliveries and check nothing. In turn, each from a group delivered anew.
const ENTRIES = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 100_000);
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 5);
const ONE_BY_ONE = Math.min(ENTRIES, 5_000);
const TOGETHER = 500;
const CALL = 25_000;
const GO = { resume: false, signal: { aborted: false } } as const;
const DLQ = `${STREAM}:dlq`;

const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
const redis = new Redis({ port: rig.port, protocol: 2 });
const hands = await openHands(rig);
await fill();
let jobs = 0;
const rates: { ours: number; toNaive: number; toMulti: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  await deliver();
  await redis.call('CONFIG', 'RESETSTAT');
  await redis.call('SLOWLOG', 'RESET');
  const ours = await withWeir();
  const micros = (await commandMicros(redis, 'evalsha')) / ENTRIES;
  const slow = Number(await redis.call('SLOWLOG', 'LEN'));
  await deliver();
  const naive = await threeAwaits();
  await deliver();
  const multi = await oneMulti();
  rates.push({ ours, toNaive: ours / naive, toMulti: ours / multi });
  console.log(
    `  ${Math.round(ours)}/s, ${micros.toFixed(1)} µs in Redis each, ${slow} calls over 5 ms; three awaits an entry ${Math.round(naive)}/s; one MULTI for ${TOGETHER} ${Math.round(multi)}/s`,
  );
}
const figures = `${ENTRIES} entries of 3 fields, ${Math.round(median(rates.map(({ ours }) => ours)))}/s`;
printRatio('G10 dead-letter over three awaits an entry', median(rates.map(({ toNaive }) => toNaive)), '>= 25', figures);
printRatio('G10 dead-letter over one MULTI for 500', median(rates.map(({ toMulti }) => toMulti)), '>= 1.8', figures);
await hands.close();
redis.disconnect();
await rig.stop();

async function fill(): Promise<void> {
  for (let from = 0; from < ENTRIES; from += 1_000) {
    const pipeline = redis.pipeline();
    for (let at = from; at < Math.min(ENTRIES, from + 1_000); at += 1) {
      pipeline.xadd(STREAM, '*', 'type', 'charge.captured', 'account', `acct_${at}`, 'amount', `${at * 7}`);
    }
    await pipeline.exec();
  }
}

/** Everything pending with one consumer, and no dead letters. */
async function deliver(): Promise<void> {
  await redis.unlink(DLQ);
  await redis.xgroup('DESTROY', STREAM, 'g').catch(() => 0);
  await redis.xgroup('CREATE', STREAM, 'g', '0');
  for (let left = ENTRIES; left > 0; left -= 5_000) {
    await redis.eval(
      `redis.call('XREADGROUP', 'GROUP', 'g', 'dead', 'COUNT', 5000, 'STREAMS', KEYS[1], '>')`,
      1,
      STREAM,
    );
  }
}

async function withWeir(): Promise<number> {
  const seen = await hands.seen('g');
  jobs += 1;
  const job = `bench-${jobs}`;
  const began = performance.now();
  for (let from = 0, number = 1; from < seen.length; from += CALL, number += 1) {
    const entries = seen.slice(from, from + CALL);
    const call = { kind: 'dead-letter', job, number, stream: STREAM, group: 'g', to: DLQ, create: true } as const;
    const outcome = await hands.changer.run({ ...call, reason: 'bench', entries }, GO);
    if (outcome.outcome !== 'done' || outcome.result.done !== entries.length) throw new Error(JSON.stringify(outcome));
  }
  const perSecond = perSecondSince(began, seen.length);
  if ((await redis.xlen(DLQ)) !== ENTRIES) throw new Error('not all were put aside');
  return perSecond;
}

async function threeAwaits(): Promise<number> {
  const seen = (await hands.seen('g')).slice(0, ONE_BY_ONE);
  const began = performance.now();
  for (const { id, consumer, deliveries } of seen) {
    const [entry] = await redis.xrange(STREAM, id, id);
    await redis.xadd(DLQ, '*', ...(entry?.[1] ?? []), ...origin(id, consumer, deliveries));
    await redis.xack(STREAM, 'g', id);
  }
  return perSecondSince(began, seen.length);
}

async function oneMulti(): Promise<number> {
  const seen = await hands.seen('g');
  const began = performance.now();
  for (let from = 0; from < seen.length; from += TOGETHER) {
    const some = seen.slice(from, from + TOGETHER);
    const entries = await redis.xrange(STREAM, some[0]?.id ?? '-', some.at(-1)?.id ?? '+');
    const multi = redis.multi();
    for (const [at, [id, words]] of entries.entries()) {
      multi.xadd(DLQ, '*', ...words, ...origin(id, some[at]?.consumer ?? '', some[at]?.deliveries ?? 0));
    }
    multi.xack(STREAM, 'g', ...some.map(({ id }) => id));
    await multi.exec();
  }
  return perSecondSince(began, seen.length);
}

function origin(id: string, consumer: string, deliveries: number): string[] {
  return ['_src', STREAM, '_id', id, '_group', 'g', '_consumer', consumer, '_deliveries', `${deliveries}`, '_why', 'b'];
}

function perSecondSince(began: number, entries: number): number {
  return entries / ((performance.now() - began) / 1_000);
}
