import type { Archives } from '@weir/domain/archive/archives';
import type { RedisRig } from '../../rig/redis-rig.ts';
import type { Dice } from '../truth/dice.ts';
import { archivedIn } from './archived.ts';
import { CONNECTION } from './console-life.ts';
import { difference, entriesOf, pendingOf } from './contents.ts';
import type { Filled } from './random-scenario.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const DLQ = 'work:dlq';
const G = 'readers';
const at = { connection: CONNECTION, stream: S };

const idsOf = async (redis: RedisRig, stream: string): Promise<readonly string[]> =>
  (await entriesOf(redis, stream)).map(({ id }) => id);
const heldIn = async (redis: RedisRig, stream = S): Promise<readonly string[]> =>
  (await pendingOf(redis, stream, G)).map(({ id, consumer, deliveries }) => `${id} ${consumer} ${deliveries}`);

const origins = async (redis: RedisRig): Promise<readonly string[]> =>
  ((await redis.call('XRANGE', DLQ, '-', '+')) as [string, string[]][]).map(
    ([, words]) => words[words.indexOf('weir-dlq-id') + 1] ?? '',
  );
const archived = async (archives: Archives) => (await archivedIn(archives)).map(({ id }) => id);
const groups = async (redis: RedisRig): Promise<readonly string[]> =>
  ((await redis.call('XINFO', 'GROUPS', S)) as unknown[][]).map((group) => String(group[1]));

/** The first `others` are with somebody else, the rest with `dead`. */
async function hold(redis: RedisRig, fill: Filled['fill'], others: number, all: number): Promise<void> {
  await fill(redis);
  await redis.call('XGROUP', 'CREATE', S, G, '0');
  const read = (name: string, count: number) =>
    redis.call('XREADGROUP', 'GROUP', G, name, 'COUNT', count, 'STREAMS', S, '>');
  if (others > 0) await read('other', others);
  await read('dead', all);
}

/** What a dead consumer holds is put aside. */
export function randomLetters(thrown: Dice, { ids, fill }: Filled): Scenario {
  const others = thrown.between(0, ids.length - 1);
  return {
    name: 'dead-letter',
    prepare: (redis) => hold(redis, fill, others, ids.length),
    input: { kind: 'dead-letter', ...at, group: G, selection: { matching: { consumer: 'dead' } } },
    confirmName: G,
    wrongAfter: async (redis) => [
      ...difference(
        'pending',
        await heldIn(redis),
        ids.slice(0, others).map((id) => `${id} other 1`),
      ),
      ...difference('dead letters', await origins(redis), ids.slice(others)),
      ...difference('entries', await idsOf(redis, S), ids),
    ],
    wrongBefore: async (redis) => difference('dead letters', await origins(redis), []),
  };
}

/** Entries of one kind, or the oldest, are archived and removed. */
export function randomRemoval(thrown: Dice, { ids, kinds, fill }: Filled): Scenario {
  const only = thrown.oneOf(kinds);
  const entries = thrown.between(0, ids.length - 1);
  const trims = thrown.chance(0.5);
  const goes = (index: number): boolean => (trims ? index < ids.length - entries : kinds[index] === only);
  return {
    name: trims ? 'trim with an archive' : 'delete entries with an archive',
    prepare: fill,
    input: trims
      ? {
          kind: 'trim',
          ...at,
          rule: { keep: 'newest', entries },
          guard: true,
          precision: 'exactly',
          archive: true,
        }
      : {
          kind: 'delete-entries',
          ...at,
          selection: { matching: { filter: { conditions: [{ field: 'kind', is: only }] } } },
          archive: true,
        },
    confirmName: S,
    wrongAfter: async (redis) =>
      difference(
        'entries',
        await idsOf(redis, S),
        ids.filter((_, index) => !goes(index)),
      ),
    wrongArchive: async (archives) =>
      difference(
        'archived',
        await archived(archives),
        ids.filter((_, index) => goes(index)),
      ),
    wrongBefore: async (redis) => difference('entries', await idsOf(redis, S), ids),
  };
}

/** A consumer goes and its entries to another one, or the whole group goes. */
export function randomGroupEnd(thrown: Dice, { ids, fill }: Filled): Scenario {
  const others = thrown.between(0, ids.length - 1);
  const removes = thrown.chance(0.5);
  const held = (name: string) => ids.map((id, index) => `${id} ${index < others ? 'other' : name} 1`);
  return {
    name: removes ? 'remove a consumer' : 'destroy a group',
    prepare: (redis) => hold(redis, fill, others, ids.length),
    input: removes
      ? { kind: 'remove-consumer', ...at, group: G, consumers: ['dead'], to: 'heir' }
      : { kind: 'destroy-group', ...at, group: G },
    confirmName: G,
    wrongAfter: async (redis) => [
      ...(removes
        ? difference('pending', await heldIn(redis), held('heir'))
        : difference('groups', await groups(redis), [])),
      ...difference('entries', await idsOf(redis, S), ids),
    ],
    wrongBefore: async (redis) => difference('pending', await heldIn(redis), held('dead')),
  };
}
