import type { EntryId } from '@weir/domain/entries/entry-id';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { CONNECTION } from './console-life.ts';
import { difference, entriesOf, pendingOf } from './contents.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const T = 'work:copy';
const G = 'readers';
const at = { connection: CONNECTION, stream: S };
// More than one step of a script takes, so that a call has two at least.
const COUNT = 120;
const BINARY = Buffer.from([0xff, 0, 13, 10, 0x80]);

const allIds = Array.from({ length: COUNT }, (_, index) => `${1_000 + index}-0`);

async function fill(redis: RedisRig): Promise<void> {
  await Promise.all(
    allIds.map((id, index) =>
      // The same field twice, bytes that are no text, and every tenth entry of another kind.
      redis.call('XADD', S, id, 'n', index, 'n', BINARY, 'kind', index % 10 === 0 ? 'tenth' : 'other'),
    ),
  );
}

async function fillAndHold(redis: RedisRig): Promise<void> {
  await fill(redis);
  await redis.call('XGROUP', 'CREATE', S, G, '0');
  // Held by somebody else: nothing may happen to these.
  await redis.call('XREADGROUP', 'GROUP', G, 'other', 'COUNT', 10, 'STREAMS', S, '>');
  await redis.call('XREADGROUP', 'GROUP', G, 'dead', 'COUNT', COUNT, 'STREAMS', S, '>');
  for (const name of ['a', 'b']) await redis.call('XGROUP', 'CREATECONSUMER', S, G, name);
}

const held = async (redis: RedisRig): Promise<readonly string[]> =>
  (await pendingOf(redis, S, G)).map(({ id, consumer, deliveries }) => `${id} ${consumer} ${deliveries}`);
const others = allIds.slice(0, 10).map((id) => `${id} other 1`);
const dead = allIds.slice(10);
const ids = async (redis: RedisRig, stream: string): Promise<readonly string[]> =>
  (await entriesOf(redis, stream)).map(({ id }) => id);

export const claim: Scenario = {
  name: 'claim',
  prepare: fillAndHold,
  input: {
    kind: 'claim',
    ...at,
    group: G,
    selection: { matching: { consumer: 'dead' } },
    to: { spread: ['a', 'b'] },
    deliveries: 'keep',
    watch: false,
  },
  async wrongAfter(redis) {
    const now = await held(redis);
    const mine = now.slice(10).map((row) => row.split(' ').slice(0, 1).join(' '));
    const owners = new Set(now.slice(10).map((row) => row.split(' ')[1]));
    return [
      ...difference('held by others', now.slice(0, 10), others),
      ...difference('claimed', mine, dead),
      ...(owners.has('dead') || owners.size !== 2 ? [`owners are ${[...owners].join(', ')}`] : []),
      ...difference('entries', await ids(redis, S), allIds),
    ];
  },
  wrongBefore: async (redis) =>
    difference('pending', await held(redis), [...others, ...dead.map((id) => `${id} dead 1`)]),
};

export const acknowledge: Scenario = {
  name: 'acknowledge',
  prepare: fillAndHold,
  input: {
    kind: 'acknowledge',
    ...at,
    group: G,
    selection: { matching: { consumer: 'dead' } },
    payload: 'present',
  },
  confirmName: G,
  wrongAfter: async (redis) => [
    ...difference('pending', await held(redis), others),
    ...difference('entries', await ids(redis, S), allIds),
  ],
  wrongBefore: claim.wrongBefore,
};

export const trim: Scenario = {
  name: 'trim',
  async prepare(redis) {
    await fill(redis);
    await redis.call('XGROUP', 'CREATE', S, G, allIds[80] ?? '');
  },
  input: { kind: 'trim', ...at, rule: { keep: 'newest', entries: 20 }, guard: true, precision: 'exactly' },
  confirmName: S,
  // The group has read up to the 81st: what it has not read stays, though only 20 were to be kept.
  wrongAfter: async (redis) => difference('entries', await ids(redis, S), allIds.slice(81)),
  wrongBefore: async (redis) => difference('entries', await ids(redis, S), allIds),
};

async function wrongCopy(redis: RedisRig, wanted: (index: number) => boolean): Promise<readonly string[]> {
  const source = await entriesOf(redis, S);
  const copies = await entriesOf(redis, T);
  return [
    ...difference(
      'the source',
      source.map(({ id }) => id),
      allIds,
    ),
    ...difference(
      'copies',
      copies.map(({ digest }) => digest),
      source.filter((_, index) => wanted(index)).map(({ digest }) => digest),
    ),
  ];
}

const noCopy = async (redis: RedisRig): Promise<readonly string[]> => difference('copies', await ids(redis, T), []);
const toStream = { kind: 'replay', ...at, ratePerSecond: 1_000_000, again: false } as const;

export const copy: Scenario = {
  name: 'replay, same slot',
  prepare: fill,
  input: { ...toStream, target: { stream: T, create: true, originField: null } },
  wrongAfter: (redis) => wrongCopy(redis, () => true),
  wrongBefore: noCopy,
};

// With a filter the entries go through Weir, as they do when the target lies in another slot.
export const copyThrough: Scenario = {
  name: 'replay, as to another slot',
  prepare: fill,
  input: {
    ...toStream,
    filter: { conditions: [{ field: 'kind', is: 'other' }] },
    target: { stream: T, create: true, originField: null },
  },
  wrongAfter: (redis) => wrongCopy(redis, (index) => index % 10 !== 0),
  wrongBefore: noCopy,
};

const LARGE = 4_100;
export const copyLarge: Scenario = {
  name: 'replay of entries too large for a script',
  async prepare(redis) {
    const pairs = Array.from({ length: LARGE }, (_, index) => [`f${index % 100}`, `v${index}`]).flat();
    for (const id of allIds.slice(0, 3)) await redis.call('XADD', S, id, ...pairs);
  },
  input: { ...toStream, target: { stream: T, create: true, originField: null } },
  async wrongAfter(redis) {
    const [source, copies] = [await entriesOf(redis, S), await entriesOf(redis, T)];
    return difference(
      'copies',
      copies.map(({ digest }) => digest),
      source.map(({ digest }) => digest),
    );
  },
  wrongBefore: noCopy,
};

const positionOf = async (redis: RedisRig): Promise<string> => {
  const [group] = (await redis.call('XINFO', 'GROUPS', S)) as unknown[][];
  return group === undefined ? 'no group' : String(group[group.indexOf('last-delivered-id') + 1]);
};

export const rewind: Scenario = {
  name: 'move a group back',
  prepare: fillAndHold,
  input: { kind: 'move-group', ...at, group: G, to: { from: idOf(50) } },
  confirmName: G,
  wrongAfter: async (redis) => [
    ...difference('position', [await positionOf(redis)], [before(50)]),
    ...(await claim.wrongBefore(redis)),
  ],
  wrongBefore: async (redis) => difference('position', [await positionOf(redis)], [idOf(COUNT - 1)]),
};

export const newGroup: Scenario = {
  name: 'create a group',
  prepare: fill,
  input: { kind: 'create-group', ...at, group: G, start: { from: idOf(50) } },
  wrongAfter: async (redis) => difference('position', [await positionOf(redis)], [before(50)]),
  wrongBefore: async (redis) => difference('position', [await positionOf(redis)], ['no group']),
};

export const destroyGroup: Scenario = {
  name: 'destroy a group',
  prepare: fillAndHold,
  input: { kind: 'destroy-group', ...at, group: G },
  confirmName: G,
  wrongAfter: async (redis) => [
    ...difference('position', [await positionOf(redis)], ['no group']),
    ...difference('entries', await ids(redis, S), allIds),
  ],
  wrongBefore: claim.wrongBefore,
};

export const removeConsumer: Scenario = {
  name: 'remove a consumer with what it holds',
  prepare: fillAndHold,
  input: { kind: 'remove-consumer', ...at, group: G, consumers: ['dead'], to: 'a' },
  confirmName: G,
  async wrongAfter(redis) {
    const consumers = (await redis.call('XINFO', 'CONSUMERS', S, G)) as unknown[][];
    return [
      ...difference('pending', await held(redis), [...others, ...dead.map((id) => `${id} a 1`)]),
      ...difference(
        'consumers',
        consumers.map((row) => String(row[1])),
        ['a', 'b', 'other'],
      ),
      ...difference('entries', await ids(redis, S), allIds),
    ];
  },
  wrongBefore: claim.wrongBefore,
};

export const deleteStream: Scenario = {
  name: 'delete a stream',
  prepare: fillAndHold,
  input: { kind: 'delete-stream', ...at },
  confirmName: S,
  async wrongAfter(redis) {
    const keys = (await redis.call('KEYS', 'weir:trash:*')) as string[];
    const trash = keys.find((key) => !key.endsWith(':about')) ?? '';
    const rows = (await pendingOf(redis, trash, G)).map(({ id, consumer }) => `${id} ${consumer}`);
    return [
      ...difference('places in the trash', [String(keys.length)], ['2']),
      ...difference('entries', await ids(redis, trash), allIds),
      ...difference(
        'pending',
        rows,
        allIds.map((id, index) => `${id} ${index < 10 ? 'other' : 'dead'}`),
      ),
      ...((await redis.call('EXISTS', S)) === 0 ? [] : ['the stream is there under its name']),
    ];
  },
  wrongBefore: claim.wrongBefore,
};

function idOf(index: number) {
  // Sound: made canonical above.
  return allIds[index] as EntryId;
}

/** The position from which the entry at `index` is the next one read. */
function before(index: number): string {
  return `${999 + index}-18446744073709551615`;
}
