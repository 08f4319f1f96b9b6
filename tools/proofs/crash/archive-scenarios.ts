import type { Archives } from '@weir/domain/archive/archives';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { archivedIn } from './archived.ts';
import { CONNECTION } from './console-life.ts';
import { difference, entriesOf, type PlainEntry } from './contents.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const G = 'readers';
const COUNT = 120;
const BINARY = Buffer.from([0xff, 0, 13, 10, 0x80]);
const allIds = Array.from({ length: COUNT }, (_, index) => `${1_000 + index}-0`);

// Filled the same way each time, so what it was is known when the first run has begun.
let before: readonly PlainEntry[] = [];

async function fill(redis: RedisRig): Promise<void> {
  await Promise.all(
    allIds.map((id, index) =>
      redis.call('XADD', S, id, 'n', index, 'n', BINARY, 'kind', index % 10 === 0 ? 'tenth' : 'other'),
    ),
  );
  before = await entriesOf(redis, S);
}

const flat = (entries: readonly PlainEntry[]): readonly string[] => entries.map(({ id, digest }) => `${id} ${digest}`);

/** What was to go is in an archive, byte for byte and each entry once; what was to stay is in the stream. */
function split(goes: (index: number) => boolean) {
  return {
    wrongAfter: async (redis: RedisRig) =>
      difference('the stream', flat(await entriesOf(redis, S)), flat(before.filter((_, index) => !goes(index)))),
    wrongArchive: async (archives: Archives) =>
      difference('the archive', flat(await archivedIn(archives)), flat(before.filter((_, index) => goes(index)))),
  };
}

export const trimArchived: Scenario = {
  name: 'trim with an archive',
  async prepare(redis) {
    await fill(redis);
    await redis.call('XGROUP', 'CREATE', S, G, allIds[80] ?? '');
  },
  input: {
    kind: 'trim',
    connection: CONNECTION,
    stream: S,
    rule: { keep: 'newest', entries: 20 },
    guard: true,
    precision: 'exactly',
    archive: true,
  },
  confirmName: S,
  ...split((index) => index < 81),
  wrongBefore: async (redis) => difference('entries', flat(await entriesOf(redis, S)), flat(before)),
};
