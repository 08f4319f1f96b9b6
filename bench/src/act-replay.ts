import type { CopyCall } from '@weir/domain/actions/call';
import { ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { createChanger } from '@weir/redis/changes/changer';
import { Link } from '@weir/redis/links/link';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { createReader } from '@weir/redis/pages/reader';
import { encodeCommand } from '@weir/redis/resp/encode-command';
import { PollSocket } from '@weir/redis/resp/poll-socket';
import { Redis } from 'ioredis';
import { connect } from 'node:net';
import { until } from '../../tools/proofs/until.ts';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { median, printRatio } from './print-ratio.ts';

// A whole stream copied to another one: by Weir in journalled calls, by a pipeline of a client, and what the server
// itself needs for reading and adding as many. `--entries 100000` takes a part, `--rounds 5`.
const ROUNDS = numberAfter('--rounds') ?? 5;
const CALL = 10_000;
const PAGE = 500;
const SLOW_MICROS = 5_000;
const SETS = [
  { name: '64 B', bytes: 64, entries: numberAfter('--entries') ?? 1_000_000, goal: 3 },
  { name: '1 KB', bytes: 1_024, entries: Math.ceil((numberAfter('--entries') ?? 1_000_000) * 0.3), goal: 2.2 },
] as const;

const rig = await startRedis({ args: ['--slowlog-log-slower-than', String(SLOW_MICROS), '--slowlog-max-len', '1000'] });
const redis = new Redis({ port: rig.port, protocol: 2 });
const write = new Link(parseRedisUrl(rig.url), 'write');
const read = new Link(parseRedisUrl(rig.url), 'read');
write.connect();
read.connect();
await until('connected', 10_000, () => (write.session !== undefined && read.session !== undefined ? true : undefined));
const changer = createChanger(write, createReader(read));
let jobs = 0;

for (const set of SETS) {
  await fill(set.bytes, set.entries);
  const times = { ours: [] as number[], pipeline: [] as number[], server: [] as number[] };
  const slow: string[] = [];
  // The same commands by themselves: what takes long there too is the machine, which gave Redis no turn.
  const bare: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await redis.call('SLOWLOG', 'RESET');
    times.ours.push(await timed(set.entries, ours));
    slow.push(...(await slowCalls()));
    times.pipeline.push(await timed(set.entries, pipeline));
    await redis.call('SLOWLOG', 'RESET');
    times.server.push(await timed(set.entries, () => serverAlone(set.entries, set.bytes)));
    bare.push(...(await slowCalls()));
  }
  const perSecond = (ms: number): string => `${(set.entries / ms).toFixed(0)}k/s`;
  const [own, other, least] = [median(times.ours), median(times.pipeline), median(times.server)];
  const against = (theirs: readonly number[]): number =>
    median(theirs.map((ms, round) => ms / (times.ours[round] ?? Infinity)));
  const figures = `${perSecond(own)} against ${perSecond(other)}, ${set.entries} entries of ${set.name}`;
  printRatio(`G11 replay against an ioredis pipeline of ${PAGE}`, against(times.pipeline), `>= ${set.goal}x`, figures);
  printRatio(
    'G11 … of the speed of XRANGE and XADD alone',
    against(times.server),
    '>= 0.65x',
    `limit ${perSecond(least)}`,
  );
  const which = slow.length === 0 ? '' : `: ${slow.join(', ')}`;
  console.log(
    `G5 calls over ${SLOW_MICROS / 1_000} ms while copying: ${slow.length} (goal 0) in ${ROUNDS} rounds${which}; ${bare.length} while XRANGE and XADD ran alone`,
  );
}
await Promise.all([write.close(), read.close()]);
redis.disconnect();
await rig.stop();

async function fill(bytes: number, entries: number): Promise<void> {
  await redis.unlink('from');
  for (let at = 0; at < entries; at += 1_000) {
    const batch = redis.pipeline();
    for (let each = at; each < Math.min(at + 1_000, entries); each += 1)
      batch.xadd('from', '*', 'f', valueAt(each, bytes));
    await batch.exec();
  }
}

function valueAt(at: number, bytes: number): string {
  return String(at).padStart(bytes - 1, 'x');
}

async function timed(entries: number, work: () => Promise<void>): Promise<number> {
  await redis.unlink('to');
  // Freeing happens beside, on the other core.
  await until('freed', 60_000, async () =>
    (await redis.info('memory')).includes('lazyfree_pending_objects:0') ? true : undefined,
  );
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const copied = await redis.xlen('to');
  if (copied !== entries) throw new Error(`${copied} of ${entries} entries were copied`);
  return ms;
}

async function ours(): Promise<void> {
  jobs += 1;
  const [last] = await redis.xrevrange('from', '+', '-', 'COUNT', 1);
  const end = (last?.[0] ?? ZERO_ID) as EntryId; // Redis writes ids canonically.
  const aim = { to: 'to', create: true, until: end, filter: null, originField: null, atMost: CALL };
  let after = ZERO_ID;
  for (let number = 1; ; number += 1) {
    const call: CopyCall = { kind: 'copy', job: `bench-${jobs}`, number, stream: 'from', after, ...aim };
    const outcome = await changer.run(call, { resume: false, signal: { aborted: false } });
    if (outcome.outcome !== 'done') throw new Error(JSON.stringify(outcome));
    if (!outcome.result.more) return;
    after = outcome.result.reached ?? after;
  }
}

async function slowCalls(): Promise<readonly string[]> {
  // Each row: number, time, microseconds, words of the command, and who sent it.
  const rows = (await redis.call('SLOWLOG', 'GET', '100')) as readonly (readonly [
    number,
    number,
    number,
    readonly string[],
  ])[];
  return rows.map(([, , micros, words]) => `${words[0] ?? ''} ${(micros / 1_000).toFixed(1)} ms`);
}

async function pipeline(): Promise<void> {
  for (let after = '-'; ;) {
    const page = await redis.xrangeBuffer('from', after, '+', 'COUNT', PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    const batch = redis.pipeline();
    for (const [, words] of page) batch.xadd('to', '*', ...words);
    await batch.exec();
    after = `(${last[0].toString()}`;
  }
}

/** The commands alone, prepared before and their replies not looked at: what no copy over a socket can beat. */
async function serverAlone(entries: number, bytes: number): Promise<void> {
  const socket = connect(rig.port, '127.0.0.1').setNoDelay(true);
  const wire = new PollSocket(socket, () => {});
  const add = Buffer.concat(
    Array.from({ length: PAGE }, (_, at) => encodeCommand(['XADD', 'to', '*', 'f', valueAt(at, bytes)])),
  );
  const adds = { payload: add, replies: PAGE, previous: undefined, answered() {} };
  const [first] = await redis.xrange('from', '-', '+', 'COUNT', 1);
  const range = encodeCommand(['XRANGE', 'from', first?.[0] ?? '-', '+', 'COUNT', String(PAGE)]);
  const ranges = { payload: range, replies: 1, previous: undefined, answered() {} };
  for (let at = 0; at < entries; at += PAGE) await wire.send([ranges, adds]);
  socket.destroy();
}

function numberAfter(flag: string): number | undefined {
  const at = process.argv.indexOf(flag);
  return at < 0 ? undefined : Number(process.argv[at + 1]);
}
