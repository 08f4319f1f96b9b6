import type { RedisRig } from '../../rig/redis-rig.ts';
import type { Dice } from '../truth/dice.ts';
import { CONNECTION } from './console-life.ts';
import { randomGroupEnd, randomLetters, randomRemoval } from './random-rest.ts';
import { difference, entriesOf, pendingOf } from './contents.ts';
import type { Break } from './crash-run.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const T = 'work:copy';
const G = 'readers';
const at = { connection: CONNECTION, stream: S };
const KINDS = ['a', 'b', 'c'];

/** A change of any kind on a stream of any size; the same for the same dice. */
export function randomScenario(thrown: Dice): Scenario {
  const kinds = Array.from({ length: thrown.between(1, 500) }, () => thrown.oneOf(KINDS));
  const sizes = kinds.map(() => thrown.between(0, 60));
  const ids = kinds.map((_, index) => `${1_000 + index}-0`);
  const fill = async (redis: RedisRig): Promise<void> => {
    await Promise.all(
      ids.map((id, index) =>
        redis.call('XADD', S, id, 'kind', kinds[index] ?? '', 'n', index, 'n', 'x'.repeat(sizes[index] ?? 0)),
      ),
    );
  };
  const kind = thrown.oneOf([randomPending, randomTrim, randomCopy, randomLetters, randomRemoval, randomGroupEnd]);
  return kind(thrown, { ids, kinds, fill });
}

export interface Filled {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
  readonly fill: (redis: RedisRig) => Promise<void>;
}

function randomPending(thrown: Dice, { ids, fill }: Filled): Scenario {
  const others = thrown.between(0, ids.length - 1);
  const consumers = Array.from({ length: thrown.between(1, 4) }, (_, index) => `to${index}`);
  const claims = thrown.chance(0.5);
  const held = async (redis: RedisRig, name: (consumer: string) => string): Promise<readonly string[]> =>
    (await pendingOf(redis, S, G)).map(({ id, consumer, deliveries }) => `${id} ${name(consumer)} ${deliveries}`);
  const wanted = (name: string) => ids.map((id, index) => `${id} ${index < others ? 'other' : name} 1`);
  const matching = { selection: { matching: { consumer: 'dead' } }, group: G, ...at } as const;
  return {
    name: claims ? 'claim' : 'acknowledge',
    async prepare(redis) {
      await fill(redis);
      await redis.call('XGROUP', 'CREATE', S, G, '0');
      const read = (name: string, count: number) =>
        redis.call('XREADGROUP', 'GROUP', G, name, 'COUNT', count, 'STREAMS', S, '>');
      if (others > 0) await read('other', others);
      await read('dead', ids.length);
      for (const name of consumers) await redis.call('XGROUP', 'CREATECONSUMER', S, G, name);
    },
    input: claims
      ? { kind: 'claim', ...matching, to: { spread: consumers }, deliveries: 'keep', watch: false }
      : { kind: 'acknowledge', ...matching, payload: 'present' },
    ...(claims ? {} : { confirmName: G }),
    wrongAfter: async (redis) =>
      difference(
        'pending',
        await held(redis, (consumer) => (consumers.includes(consumer) ? 'mine' : consumer)),
        claims ? wanted('mine') : wanted('').slice(0, others),
      ),
    wrongBefore: async (redis) => difference('pending', await held(redis, (consumer) => consumer), wanted('dead')),
  };
}

function randomTrim(thrown: Dice, { ids, fill }: Filled): Scenario {
  // At least one goes, and how far the group has read bounds the rule or not.
  const read = thrown.between(1, ids.length);
  const entries = thrown.between(0, ids.length - 1);
  const left = async (redis: RedisRig): Promise<readonly string[]> => (await entriesOf(redis, S)).map(({ id }) => id);
  return {
    name: 'trim',
    async prepare(redis) {
      await fill(redis);
      await redis.call('XGROUP', 'CREATE', S, G, ids[read - 1] ?? '');
    },
    input: { kind: 'trim', ...at, rule: { keep: 'newest', entries }, guard: true, precision: 'exactly' },
    confirmName: S,
    wrongAfter: async (redis) =>
      difference('entries', await left(redis), ids.slice(Math.min(read, ids.length - entries))),
    wrongBefore: async (redis) => difference('entries', await left(redis), ids),
  };
}

function randomCopy(thrown: Dice, { ids, kinds, fill }: Filled): Scenario {
  // One that is there, so that there is something to copy.
  const only = thrown.chance(0.5) ? thrown.oneOf(kinds) : null;
  const copies = (redis: RedisRig) => entriesOf(redis, T);
  return {
    name: only === null ? 'replay' : 'replay with a filter',
    prepare: fill,
    input: {
      kind: 'replay',
      ...at,
      ratePerSecond: thrown.oneOf([1_000, 1_000_000]),
      again: false,
      ...(only === null ? {} : { filter: { conditions: [{ field: 'kind', is: only }] } }),
      target: { stream: T, create: true, originField: null },
    },
    async wrongAfter(redis) {
      const source = await entriesOf(redis, S);
      const meant = source.filter((_, index) => only === null || kinds[index] === only);
      const digests = (rows: typeof source) => rows.map(({ digest }) => digest);
      return [
        ...difference('copies', digests(await copies(redis)), digests(meant)),
        ...(source.length === ids.length ? [] : [`${source.length} entries in the source`]),
      ];
    },
    wrongBefore: async (redis) => ((await copies(redis)).length === 0 ? [] : ['something was copied']),
  };
}

/** Breaks off somewhere; how far the numbers go is about how far the shortest and the longest of them come. */
export function randomBreak(thrown: Dice): Break {
  if (thrown.chance(0.4)) return { at: 'journal', number: thrown.between(1, 20), dies: thrown.oneOf(['weir', 'both']) };
  const dies = thrown.oneOf(['weir', 'redis', 'both'] as const);
  return { at: 'command', number: thrown.between(1, 40), fault: thrown.oneOf(['before', 'after']), dies };
}
