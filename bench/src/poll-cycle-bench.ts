import { Redis } from 'ioredis';
import { startRedis } from '../../tools/rig/redis-rig.ts';
import { fill, LARGE, liveOn, MEDIUM, type StreamSet } from './datasets/stream-set.ts';
import type { Taken } from './poll-measure.ts';
import { CLI_STREAMS } from './poll-rivals.ts';
import { startSide, VARIANTS, type Side, type Variant } from './poll-side.ts';
import { median } from './print-ratio.ts';

// What one poll costs, beside other ways of reading the same, in turn within each round. Ratios are taken round by
// round and their median printed, because times on a shared machine differ by a factor between rounds.
const ROUNDS = Number(process.env['WEIR_BENCH_ROUNDS'] ?? 7);

type Round = Record<Variant, Taken>;

await compare(MEDIUM, 'medium');
await compare(LARGE, 'large');

async function compare(set: StreamSet, name: 'medium' | 'large'): Promise<void> {
  const rig = await startRedis();
  const redis = new Redis({ port: rig.port, protocol: 2 });
  await fill(redis, set);
  const sides = new Map<Variant, Side>();
  try {
    for (const variant of VARIANTS) sides.set(variant, await startSide(variant, rig.port, name));
    const rounds: Round[] = [];
    // The first round warms all of them up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      await liveOn(redis, set, round);
      const taken: Partial<Round> = {};
      for (const [variant, side] of sides) taken[variant] = await side.run();
      if (round > 0) rounds.push(taken as Round); // every variant has run just above
    }
    print(set, rounds);
  } finally {
    for (const side of sides.values()) side.stop();
    redis.disconnect();
    await rig.stop();
  }
}

function print(set: StreamSet, rounds: readonly Round[]): void {
  const of = (variant: Variant, figure: keyof Taken): number => median(rounds.map((round) => round[variant][figure]));
  const line = (
    name: string,
    goal: string,
    above: [Variant, keyof Taken],
    below: [Variant, keyof Taken],
    scale = 1,
  ): void => {
    const ratios = rounds.map((round) => (scale * round[above[0]][above[1]]) / round[below[0]][below[1]]);
    const [a, b] = [scale * of(...above), of(...below)];
    console.log(
      `${name}: ${median(ratios).toFixed(1)}x (goal ${goal}) ${a.toFixed(1)} / ${b.toFixed(1)} ms, ${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`,
    );
  };
  const large = set === LARGE;
  const cliScale = set.streams / CLI_STREAMS;
  console.log(`\n${set.name}: ${set.streams * set.groups} groups, ${rounds.length} rounds`);
  for (const variant of ['steady', 'full', 'raw', 'same', 'pipeline', 'bundled', 'loop', 'exporter'] as const) {
    console.log(
      `  ${variant}: wall ${of(variant, 'wallMs').toFixed(1)} ms, Redis ${of(variant, 'redisMs').toFixed(1)} ms, own processor ${of(variant, 'ownMs').toFixed(1)} ms, stall ${of(variant, 'stallMs').toFixed(1)} ms`,
    );
  }
  line('G1 steady cycle vs sequential loop', large ? '>= 25x' : '-', ['loop', 'wallMs'], ['steady', 'wallMs']);
  line('G1 steady cycle vs exporter scrape', large ? '>= 20x' : '-', ['exporter', 'wallMs'], ['steady', 'wallMs']);
  line(
    `G1 steady cycle vs redis-cli loop (${CLI_STREAMS} streams, scaled)`,
    '-',
    ['cli', 'wallMs'],
    ['steady', 'wallMs'],
    cliScale,
  );
  line(
    'G2 Redis CPU, sequential loop vs steady cycle',
    large ? '>= 15x' : '-',
    ['loop', 'redisMs'],
    ['steady', 'redisMs'],
  );
  line(
    'G2 Redis CPU, exporter scrape vs steady cycle',
    large ? '>= 8x' : '-',
    ['exporter', 'redisMs'],
    ['steady', 'redisMs'],
  );
  line(
    'G2 Redis CPU, client pipeline vs steady cycle',
    large ? '>= 3x' : '-',
    ['pipeline', 'redisMs'],
    ['steady', 'redisMs'],
  );
  line('G2 Node CPU, sequential loop vs steady cycle', '-', ['loop', 'ownMs'], ['steady', 'ownMs']);
  line('G3 full cycle vs sequential loop', large ? '>= 10x' : '-', ['loop', 'wallMs'], ['full', 'wallMs']);
  line(
    'G3 full cycle over the same commands on a raw unparsed socket',
    '<= 2.5x',
    ['full', 'wallMs'],
    ['same', 'wallMs'],
  );
  line('G3 … over the fewest that bring every field', large ? '<= 2.5x' : '-', ['full', 'wallMs'], ['raw', 'wallMs']);
  line(
    'G6 stall, auto-pipelining vs steady cycle',
    large ? '>= 10x' : '-',
    ['bundled', 'stallMs'],
    ['steady', 'stallMs'],
  );
  line('G6 stall, auto-pipelining vs full cycle', '-', ['bundled', 'stallMs'], ['full', 'stallMs']);
  const share = of('steady', 'redisMs') / 5_000;
  console.log(`Redis core at one steady cycle every 5 s: ${(share * 100).toFixed(2)} % (goal <= 1 %)`);
}
