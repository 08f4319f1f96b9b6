import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { until } from '../../tools/proofs/until.ts';
import { startWeir } from '../../tools/proofs/weir-process.ts';
import type { GroupAnswer, Listed } from '@weir/domain/wire/answers';
import { makeManyGroups } from './fan-out-groups.ts';
import { openGateway } from '@weir/redis/gateway';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { median, printRatio } from './print-ratio.ts';

// From nothing to every group of 1,000 streams known, beside a shell loop over redis-cli that asks for the same.
const [STREAMS, GROUPS_EACH, ROUNDS] = [1_000, 3, 7];
// The loop takes half a minute for all of them and every turn is like the last: a tenth of the streams, times ten.
const SAMPLE = 100;
const run = promisify(execFile);

const rig = await startRedis();
const groups = await makeManyGroups(rig.port, STREAMS, GROUPS_EACH, 0.1);
groups.stop();
try {
  const wholes: number[] = [];
  const gateways: number[] = [];
  const pictures: number[] = [];
  const loops: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { whole, picture } = await fromNothing();
    wholes.push(whole);
    pictures.push(picture);
    gateways.push(await throughTheGateway());
    loops.push(await redisCliLoop());
  }
  const loop = median(loops);
  const ratios = (ours: readonly number[]): number => median(loops.map((each, at) => each / (ours[at] ?? 1)));
  const figures = (ours: readonly number[]): string =>
    `${loop.toFixed(0)} ÷ ${median(ours).toFixed(0)} ms, ${ROUNDS} rounds`;
  printRatio('redis-cli loop ÷ a gateway opened to every group known', ratios(gateways), '≥ 300', figures(gateways));
  printRatio(
    'redis-cli loop ÷ first connection to every group answered over HTTP',
    ratios(pictures),
    '≥ 300',
    figures(pictures),
  );
  printRatio('redis-cli loop ÷ the same, starting the server included', ratios(wholes), '-', figures(wholes));
} finally {
  await rig.stop();
}

/** In a process that runs already: what it takes to add one more Redis. */
async function throughTheGateway(): Promise<number> {
  const startedAt = performance.now();
  const gateway = openGateway({
    address: parseRedisUrl(rig.url),
    readOnly: true,
    pollIntervalMs: 2_000,
    names: [],
    patterns: ['*'],
    budget: { coreShare: 0.05, commandsPerSecond: 100_000, bytesPerSecond: 50_000_000 },
  });
  const known = new Promise<number>((resolve) => {
    gateway.watcher.onTick(() => {
      const groups = [...gateway.watcher.observations.values()].flatMap((stream) => stream.groups);
      if (groups.length === STREAMS * GROUPS_EACH && groups.every(({ unread }) => unread.known))
        resolve(performance.now());
    });
  });
  gateway.watcher.start();
  const took = (await known) - startedAt;
  await gateway.close();
  return took;
}

/** `picture` begins when Redis sees the first connection of the server, `whole` when its process is started. */
async function fromNothing(): Promise<{ whole: number; picture: number }> {
  let connectedAt = 0;
  const startedAt = performance.now();
  const clients = setInterval(() => {
    void rig.call('CLIENT', 'LIST', 'TYPE', 'NORMAL').then((list) => {
      if (String(list).trim().split('\n').length <= 1) return;
      connectedAt = performance.now();
      clearInterval(clients);
    });
  }, 1);
  const weir = await startWeir(rig.url, { WEIR_POLL_BUDGET_CORE_PERCENT: '5', WEIR_POLL_BUDGET_COMMANDS: '100000' });
  try {
    const connection = await weir.connection();
    // Asked cheaply until the first picture is there: asking for all rows again and again would slow what is measured.
    await until(
      'the first picture',
      30_000,
      async () => ((await weir.get('/readyz')).status === 200 ? true : undefined),
      2,
    );
    await until(
      'every group is known',
      30_000,
      async () => {
        const { items } = await weir.query<Listed<GroupAnswer>>('groups.list', { connection, limit: 20_000 });
        return items.length === STREAMS * GROUPS_EACH && items.every(({ unread }) => unread.known) ? true : undefined;
      },
      5,
    );
    const now = performance.now();
    return { whole: now - startedAt, picture: now - connectedAt };
  } finally {
    clearInterval(clients);
    await weir.stop();
  }
}

// Two questions a stream and two a group: what a person at a shell has to ask for the same figures.
async function redisCliLoop(): Promise<number> {
  const script = `
    cli="redis-cli -p ${rig.port}"
    for at in $(seq 0 ${SAMPLE - 1}); do
      $cli xinfo stream orders:$at
      $cli xinfo groups orders:$at
      for group in ${Array.from({ length: GROUPS_EACH }, (_, at) => `group-${at}`).join(' ')}; do
        $cli xinfo consumers orders:$at $group
        $cli xpending orders:$at $group
      done
    done > /dev/null`;
  const before = performance.now();
  await run('sh', ['-c', script], { timeout: 120_000 });
  return ((performance.now() - before) * STREAMS) / SAMPLE;
}
