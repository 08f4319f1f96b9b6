import type { RedisRig } from '../../rig/redis-rig.ts';
import { entriesOf, pendingOf } from '../crash/contents.ts';
import type { Scenario } from '../crash/scenario.ts';
import { acknowledge, claim, copy, copyLarge, copyThrough, newGroup, rewind, trim } from '../crash/scenarios.ts';

/** A change with what it does when it comes to its end, and a way to count what it did so far. */
export interface CutWorld {
  readonly scenario: Scenario;
  readonly whole: number;
  readonly outcome: 'done' | 'partial';
  effects(redis: RedisRig): Promise<number>;
}

const STREAM = 'work';
const TARGET = 'work:copy';
const GROUP = 'readers';
const END = '1119-0';

async function positionOf(redis: RedisRig): Promise<string | undefined> {
  const [group] = (await redis.call('XINFO', 'GROUPS', STREAM)) as unknown[][];
  return group === undefined ? undefined : String(group[group.indexOf('last-delivered-id') + 1]);
}

const copies = async (redis: RedisRig): Promise<number> => (await entriesOf(redis, TARGET)).length;

export const WORLDS: readonly CutWorld[] = [
  {
    scenario: claim,
    whole: 110,
    outcome: 'done',
    effects: async (redis) =>
      (await pendingOf(redis, STREAM, GROUP)).filter(({ consumer }) => consumer === 'a' || consumer === 'b').length,
  },
  {
    scenario: acknowledge,
    whole: 110,
    outcome: 'done',
    effects: async (redis) => 120 - (await pendingOf(redis, STREAM, GROUP)).length,
  },
  // The group still needs what lies between: it stays, so the rule is not fully met.
  {
    scenario: trim,
    whole: 81,
    outcome: 'done',
    effects: async (redis) => 120 - (await entriesOf(redis, STREAM)).length,
  },
  { scenario: again(copy), whole: 120, outcome: 'done', effects: copies },
  { scenario: again(copyThrough), whole: 108, outcome: 'done', effects: copies },
  { scenario: again(copyLarge), whole: 3, outcome: 'done', effects: copies },
  {
    scenario: newGroup,
    whole: 1,
    outcome: 'done',
    effects: async (redis) => ((await positionOf(redis)) === undefined ? 0 : 1),
  },
  {
    scenario: rewind,
    whole: 1,
    outcome: 'done',
    effects: async (redis) => ((await positionOf(redis)) === END ? 0 : 1),
  },
];

/** The console lives through many of them, and would otherwise refuse what it did before. */
function again(scenario: Scenario): Scenario {
  const { input } = scenario;
  return input.kind === 'replay' ? { ...scenario, input: { ...input, again: true } } : scenario;
}
