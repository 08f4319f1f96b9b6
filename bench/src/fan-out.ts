import { setTimeout as pause } from 'node:timers/promises';
import { GROUP_FIELDS, type GroupRow } from '@weir/domain/wire/group-row';
import type { PictureFrame } from '@weir/domain/wire/live-frame';
import { unpackRow } from '@weir/domain/wire/pack';
import { STREAM_FIELDS, type StreamRow } from '@weir/domain/wire/stream-row';
import { WebSocket } from 'ws';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { until } from '../../tools/proofs/until.ts';
import { startWeir, type WeirProcess } from '../../tools/proofs/weir-process.ts';
import { makeManyGroups, type ManyGroups } from './fan-out-groups.ts';
import { megabytes, printRatio } from './print-ratio.ts';
import { processorMs, startSide, type Side } from './fan-out-process.ts';

// 200 viewers of 20,000 groups, a tenth of which changes with every poll: what they cost the server and Redis, beside
// the plain way of sending each of them the whole picture.
const [VIEWERS, STREAMS, GROUPS_EACH, ACTIVE, INTERVAL_MS, TICKS] = [200, 10_000, 2, 0.1, 5_000, 7];

// The picture as it travels to a new tab.
let packedBytes = 0;

interface Arrivals {
  readonly bytes: number;
  readonly frames: number;
  readonly arrivals: readonly { readonly version: number; readonly at: number; readonly madeAt: number }[];
}

interface Phase {
  readonly processorMs: number;
  readonly redisCommandsPerSecond: number;
  readonly ticks: number;
  readonly seen: Arrivals;
}

const rig = await startRedis();
const groups = await makeManyGroups(rig.port, STREAMS, GROUPS_EACH, ACTIVE);
const weir = await startWeir(rig.url, {
  WEIR_POLL_INTERVAL_MS: String(INTERVAL_MS),
  WEIR_POLL_BUDGET_CORE_PERCENT: '10',
  WEIR_POLL_BUDGET_COMMANDS: '100000',
  WEIR_POLL_BUDGET_BYTES: '50000000',
});
const connection = await weir.connection();
const tokens: string[] = [];
for (let at = 0; at < VIEWERS / 20; at += 1) tokens.push(await weir.anotherToken(`viewer-${at}`));
const viewers = startSide('./fan-out-viewers.ts', [
  `${weir.url.replace('http', 'ws')}/live`,
  tokens.join(','),
  connection,
]);
const plain = startSide('./fan-out-whole-picture.ts');
const { port } = await plain.next<{ port: number }>();
const plainViewers = startSide('./fan-out-viewers.ts', [`ws://127.0.0.1:${port}`, '', connection]);
try {
  const picture = await until('all groups are known', 120_000, () => wholePicture(weir));
  // A minute of changes first: rates are over a minute, and until then every active row changes for that reason alone.
  await changing(groups, 65_000);
  await viewers.ask({ open: 1 });
  const one = await watch(1);
  await viewers.ask({ open: VIEWERS });
  const many = await watch(VIEWERS);
  // One viewer once more: what a poll reads drifts with the age of the server, and that is not the viewers' doing.
  await viewers.ask({ open: 1 });
  const oneAgain = await watch(1);
  await viewers.ask({ open: 0 });
  plain.tell({ picture });
  await plainViewers.ask({ open: VIEWERS });
  const whole = await sendWhole(plain, plainViewers);
  print(average(one, oneAgain), many, whole);
} finally {
  for (const side of [viewers, plain, plainViewers]) side.stop();
  groups.stop();
  await weir.stop();
  await rig.stop();
}

async function watch(count: number): Promise<Phase> {
  await changing(groups, INTERVAL_MS * 2);
  await viewers.ask<Arrivals>({ count: true });
  const [startedAt, processor, commands, ours] = [
    performance.now(),
    processorMs(weir.pid),
    await commandsOfRedis(),
    groups.sent,
  ];
  await changing(groups, INTERVAL_MS * TICKS);
  const seconds = (performance.now() - startedAt) / 1_000;
  const used = processorMs(weir.pid) - processor;
  const asked = (await commandsOfRedis()) - commands - (groups.sent - ours);
  const seen = await viewers.ask<Arrivals>({ count: true });
  const ticks = new Set(seen.arrivals.map(({ version }) => version)).size;
  if (seen.arrivals.length < ticks * count * 0.98)
    throw new Error(`${ticks * count - seen.arrivals.length} frames never arrived`);
  return { processorMs: used, redisCommandsPerSecond: asked / seconds, ticks, seen };
}

async function sendWhole(
  server: Side,
  audience: Side,
): Promise<{ processorMs: number; bytes: number; rounds: number }> {
  const rounds = 3;
  await audience.ask<Arrivals>({ count: true });
  const before = processorMs(server.pid);
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    server.tell({ send: true });
    let frames = 0;
    await until('the whole picture reaches everybody', 60_000, async () => {
      const seen = await audience.ask<Arrivals>({ count: true });
      frames += seen.frames;
      bytes += seen.bytes;
      return frames >= VIEWERS ? true : undefined;
    });
  }
  return { processorMs: processorMs(server.pid) - before, bytes, rounds };
}

async function changing(driver: ManyGroups, forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    await driver.step();
    await pause(Math.min(INTERVAL_MS / 2, Math.max(0, end - performance.now())));
  }
}

async function commandsOfRedis(): Promise<number> {
  return Number(/total_commands_processed:(\d+)/.exec(String(await rig.call('INFO', 'stats')))?.[1]);
}

/** The picture as a new tab gets it, once it holds every group, its rows turned into plain objects: the plain way. */
async function wholePicture(from: WeirProcess): Promise<object | undefined> {
  const socket = new WebSocket(`${from.url.replace('http', 'ws')}/live`, {
    headers: { authorization: `Bearer ${from.token}` },
  });
  const text = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ watch: { connection, version: 0, boot: '' } })));
    socket.once('message', (bytes: Buffer) => resolve(bytes.toString()));
  });
  socket.terminate();
  // Sound: a new tab is sent a picture first, and the number of its groups is compared.
  const frame = JSON.parse(text) as PictureFrame;
  if (frame.groups.length !== STREAMS * GROUPS_EACH) return undefined;
  packedBytes = text.length;
  return {
    ...frame,
    groups: frame.groups.map((cells) => unpackRow<GroupRow>(GROUP_FIELDS, cells)),
    streams: frame.streams.map((cells) => unpackRow<StreamRow>(STREAM_FIELDS, cells)),
  };
}

function average(a: Phase, b: Phase): Phase {
  return {
    processorMs: (a.processorMs + b.processorMs) / 2,
    redisCommandsPerSecond: (a.redisCommandsPerSecond + b.redisCommandsPerSecond) / 2,
    ticks: (a.ticks + b.ticks) / 2,
    seen: a.seen,
  };
}

function print(one: Phase, many: Phase, whole: { processorMs: number; bytes: number; rounds: number }): void {
  const perTick = (phase: Phase): number => phase.processorMs / phase.ticks;
  const fanOut = Math.max(0.1, perTick(many) - perTick(one));
  const [bytes, wholeBytes] = [many.seen.bytes / many.ticks, whole.bytes / whole.rounds];
  const wholeProcessor = whole.processorMs / whole.rounds;
  const first = new Map<number, number>();
  for (const { version, at } of many.seen.arrivals) first.set(version, Math.min(at, first.get(version) ?? at));
  const spread = many.seen.arrivals.map(({ version, at }) => at - (first.get(version) ?? at));
  const late = many.seen.arrivals.map(({ at, madeAt }) => at - madeAt);
  printRatio(
    'fan-out bytes, whole picture per viewer ÷ deltas',
    wholeBytes / bytes,
    '≥ 35',
    `${megabytes(wholeBytes)} ÷ ${megabytes(bytes)} a tick`,
  );
  printRatio(
    'fan-out bytes, the packed picture per viewer ÷ deltas',
    (packedBytes * VIEWERS) / bytes,
    '-',
    `${megabytes(packedBytes * VIEWERS)} ÷ ${megabytes(bytes)} a tick`,
  );
  printRatio(
    'fan-out processor, whole picture per viewer ÷ what 199 more viewers add',
    wholeProcessor / fanOut,
    '≥ 20',
    `${wholeProcessor.toFixed(0)} ÷ ${fanOut.toFixed(0)} ms a tick`,
  );
  printRatio(
    'fan-out processor, whole picture per viewer ÷ the whole server, polling included',
    wholeProcessor / perTick(many),
    '-',
    `${wholeProcessor.toFixed(0)} ÷ ${perTick(many).toFixed(0)} ms a tick`,
  );
  printRatio(
    'Redis commands, 200 viewers ÷ 1',
    many.redisCommandsPerSecond / one.redisCommandsPerSecond,
    '≤ 1.02',
    `${many.redisCommandsPerSecond.toFixed(0)} ÷ ${one.redisCommandsPerSecond.toFixed(0)} /s`,
  );
  printRatio(
    'arrival at the last viewer after the first, p99 ÷ 100 ms',
    share(spread, 0.99) / 100,
    '≤ 1',
    `p50 ${share(spread, 0.5)} ms`,
  );
  printRatio(
    'arrival after the end of the poll, p99 ÷ 100 ms',
    share(late, 0.99) / 100,
    '-',
    `p50 ${share(late, 0.5)} ms, ${many.ticks} ticks`,
  );
}

function share(times: readonly number[], part: number): number {
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0);
}
