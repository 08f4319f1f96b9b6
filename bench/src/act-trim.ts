import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { commandMicros, fillStream, openHands, STREAM } from './act-pending.ts';
import { median, printRatio } from './print-ratio.ts';

// Trimming a stream of 5 million entries to what its group still needs, in steps with the mark and the guard; beside
// XTRIM MINID ~ in calls of Redis' own limit, which looks at no group, and how long one exact call blocks everybody.
const ENTRIES = Number(process.env['WEIR_BENCH_ENTRIES'] ?? 5_000_000);
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 3);
const KEPT = 1_000;
const CALL = 25_000;
const GO = { resume: false, signal: { aborted: false } } as const;

const rig = await startRedis({ args: ['--slowlog-log-slower-than', '5000'] });
const redis = new Redis({ port: rig.port, protocol: 2 });
const hands = await openHands(rig);
const rounds: { ours: number; toPlain: number; block: number; slow: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const ours = await timed(() => inSteps(`trim-${round}`), 'evalsha');
  const slow = Number(await redis.call('SLOWLOG', 'LEN'));
  const plain = await timed(inNodes, 'xtrim');
  const whole = await timed(atOnce, 'xtrim');
  rounds.push({ ours: ours.ms, toPlain: ours.ms / plain.ms, block: whole.serverMs, slow });
  console.log(
    `  ${ours.ms.toFixed(0)} ms, ${ours.serverMs.toFixed(0)} of them in Redis, ${slow} calls over 5 ms; XTRIM ~ in a loop ${plain.ms.toFixed(0)} ms; one exact call blocks ${whole.serverMs.toFixed(0)} ms`,
  );
}
const middle = (of: (round: (typeof rounds)[number]) => number): number => median(rounds.map(of));
const figures = `${ENTRIES} entries in ${middle(({ ours }) => ours).toFixed(0)} ms; ${middle(({ slow }) => slow)} calls over 5 ms (goal 0)`;
const [toPlain, block] = [middle((each) => each.toPlain), middle((each) => each.block)];
printRatio('trim: time over XTRIM ~ in a loop', toPlain, '-', figures);
printRatio('trim: block of one exact call over 5 ms', block / 5, '-', figures);
await hands.close();
redis.disconnect();
await rig.stop();

async function timed(work: () => Promise<void>, command: string): Promise<{ ms: number; serverMs: number }> {
  await fillStream(redis, ENTRIES);
  const bound = await boundId();
  await redis.xgroup('CREATE', STREAM, 'g', bound);
  await redis.call('CONFIG', 'RESETSTAT');
  await redis.call('SLOWLOG', 'RESET');
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const serverMs = (await commandMicros(redis, command)) / 1_000;
  const left = await redis.xlen(STREAM);
  if (left < KEPT || left > KEPT + 100) throw new Error(`${left} left`);
  await redis.unlink(STREAM);
  return { ms, serverMs };
}

/** The newest entry nobody needs any more. */
async function boundId(): Promise<string> {
  const newest = await redis.xrevrange(STREAM, '+', '-', 'COUNT', KEPT + 1);
  return newest.at(-1)?.[0] ?? '0';
}

async function inSteps(job: string): Promise<void> {
  let done = 0;
  for (let number = 1; ; number += 1) {
    const call = { job, number, stream: STREAM, rule: { keep: 'needed' }, guard: true, atMost: CALL } as const;
    const outcome = await hands.changer.run({ kind: 'trim', ...call }, GO);
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
    done += outcome.result.done;
    if (!outcome.result.more) break;
  }
  if (done !== ENTRIES - KEPT) throw new Error(`${done} removed`);
  await hands.changer.close(job, STREAM);
}

async function inNodes(): Promise<void> {
  const bound = await boundId();
  while (Number(await redis.call('XTRIM', STREAM, 'MINID', '~', bound)) > 0);
}

async function atOnce(): Promise<void> {
  await redis.call('XTRIM', STREAM, 'MINID', '=', await boundId());
}
