import { policySettings } from '@weir/domain/policies/policy';
import { archivedIn } from '../crash/archived.ts';
import { CONNECTION } from '../crash/console-life.ts';
import { fill, PERSON, type PolicyWeir, type PolicyWorld, QUARTER, switchedOn } from './policy-life.ts';
import { until } from '../until.ts';

/** A policy, what happens between two of its runs, and what must be true once each of them is over. */
export interface PolicyScenario {
  readonly name: string;
  /** What is there before it is switched on; nothing of it is taken. */
  prepare(world: PolicyWorld): Promise<void>;
  /** Switches it on; gives its id. */
  on(weir: PolicyWeir): Promise<string>;
  /** So much comes in before each run, and each run takes as much away. */
  comeIn(world: PolicyWorld): Promise<number>;
  /** What is wrong when `taken` entries are to have been taken in all. */
  wrong(world: PolicyWorld, taken: number): Promise<readonly string[]>;
}

const STREAM = 'orders';
const KEPT = 100;
const MORE = 50;

const told = (what: string, found: number, wanted: number): readonly string[] =>
  found === wanted ? [] : [`${what}: ${found} instead of ${wanted}`];
const length = async ({ redis }: PolicyWorld, stream: string): Promise<number> =>
  Number(await redis.call('XLEN', stream));

async function kept({ redis }: PolicyWorld): Promise<void> {
  await fill(redis, STREAM, KEPT);
  await redis.call('XGROUP', 'CREATE', STREAM, 'g', '$');
}

/** Some more entries, which the group has read. */
async function more(world: PolicyWorld): Promise<number> {
  await fill(world.redis, STREAM, MORE);
  await world.redis.call('XGROUP', 'SETID', STREAM, 'g', '$');
  return MORE;
}

export const trims: PolicyScenario = {
  name: 'a trim policy',
  prepare: kept,
  on: async (weir) => (await switchedOn(weir, {})).policyId,
  comeIn: more,
  wrong: async (world) => told('entries', await length(world, STREAM), KEPT),
};

export const archivingTrims: PolicyScenario = {
  name: 'a trim policy that archives first',
  prepare: kept,
  on: async (weir) => (await switchedOn(weir, { archive: true })).policyId,
  comeIn: more,
  async wrong(world, taken) {
    const ids = (await archivedIn(world.archives)).map(({ id }) => id);
    return [
      ...told('entries', await length(world, STREAM), KEPT),
      ...told('archived', ids.length, taken),
      ...told('archived, each once', new Set(ids).size, taken),
    ];
  },
};

// Of two hours ago: Redis' clock says how old they are, and it is not put forward.
const FAIL = `local then_ms = redis.call('TIME')[1] * 1000 - 7200000
  for at = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], string.format('%.0f-*', then_ms), 'n', at) end
  for _, entry in ipairs(redis.call('XREADGROUP', 'GROUP', 'g', 'fails', 'STREAMS', KEYS[1], '>')[1][2]) do
    redis.call('XCLAIM', KEYS[1], 'g', 'fails', 0, entry[1], 'RETRYCOUNT', 9, 'JUSTID')
  end`;
export const letters: PolicyScenario = {
  name: 'a dead-letter policy',
  async prepare({ redis }) {
    await redis.call('XGROUP', 'CREATE', STREAM, 'g', '0', 'MKSTREAM');
  },
  async on({ policies, watch }) {
    await until('the group is seen', 20_000, () => watch.board.streams.get(STREAM)?.groups.has('g') || undefined);
    const settings = policySettings.parse({
      does: 'dead-letter',
      name: 'put aside',
      connection: CONNECTION,
      on: { stream: STREAM },
      deliveries: 5,
      olderThanMs: 3_600_000,
      schedule: { everyMs: QUARTER },
    });
    const { dryRunId } = await policies.plan(settings, PERSON);
    const request = { settings, on: true, seen: dryRunId, reason: 'CHG-2', confirmName: STREAM, origin: 'test' };
    return (await policies.save(request, PERSON)).policyId;
  },
  async comeIn({ redis }) {
    await redis.call('EVAL', FAIL, 1, STREAM, MORE);
    return MORE;
  },
  async wrong(world, taken) {
    const rows = (await world.redis.call('XRANGE', `${STREAM}:dlq`, '-', '+')) as [string, string[]][];
    const origins = rows.map(([, words]) => words[words.indexOf('weir-dlq-id') + 1] ?? '');
    const [pending] = (await world.redis.call('XPENDING', STREAM, 'g')) as [number];
    return [
      ...told('pending', pending, 0),
      ...told('dead letters', origins.length, taken),
      ...told('dead letters, each once', new Set(origins).size, taken),
    ];
  },
};
