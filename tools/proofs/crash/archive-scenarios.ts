import type { Archives } from '@weir/domain/archive/archives';
import type { RedisRig } from '../../rig/redis-rig.ts';
import { LineWriter } from '@weir/domain/archive/line-writer';
import type { EntryId } from '@weir/domain/entries/entry-id';
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

export const deleteArchived: Scenario = {
  name: 'delete entries with an archive',
  prepare: fill,
  input: {
    kind: 'delete-entries',
    connection: CONNECTION,
    stream: S,
    selection: { matching: { filter: { conditions: [{ field: 'kind', is: 'other' }] } } },
    archive: true,
  },
  confirmName: S,
  ...split((index) => index % 10 !== 0),
  wrongBefore: trimArchived.wrongBefore,
};

const T = 'work:back';

export const restoreArchive: Scenario = {
  name: 'restore an archive',
  prepare: fill,
  async prepareArchives(archives) {
    const writer = new LineWriter(1_024);
    for (const [index, id] of allIds.entries()) {
      writer.begin(Buffer.from(id), 0, id.length);
      const kind = index % 10 === 0 ? 'tenth' : 'other';
      const words = ['n', String(index), 'n', BINARY, 'kind', kind].map((word) => Buffer.from(word));
      for (const [at, word] of words.entries()) writer.word(word, 0, word.length, at % 2 === 0);
      writer.end();
    }
    const head = { archiveId: 'trim-before', connection: CONNECTION, stream: S, createdAt: 1 };
    const [firstId, lastId] = [allIds[0] as EntryId, allIds.at(-1) as EntryId]; // Canonical, made above.
    await archives.keep(head, {
      number: 1,
      lines: writer.take(),
      entries: COUNT,
      firstId,
      lastId,
      looked: COUNT,
      ends: true,
    });
    await archives.seal(head, 1);
  },
  input: {
    kind: 'restore',
    connection: CONNECTION,
    stream: T,
    archive: 'trim-before',
    create: true,
    as: 'keep',
    originField: null,
    again: false,
  },
  wrongAfter: async (redis) => [
    ...difference('restored', flat(await entriesOf(redis, T)), flat(before)),
    ...difference('the source', flat(await entriesOf(redis, S)), flat(before)),
  ],
  wrongBefore: async (redis) => difference('restored', flat(await entriesOf(redis, T)), []),
};

export const addEntry: Scenario = {
  name: 'add an entry',
  prepare: fill,
  input: { kind: 'add-entry', connection: CONNECTION, stream: S, create: false, fields: [['by', 'hand']] },
  wrongAfter: async (redis) => [
    ...difference('before it', flat((await entriesOf(redis, S)).slice(0, COUNT)), flat(before)),
    ...difference('entries', [String(await redis.call('XLEN', S))], [String(COUNT + 1)]),
  ],
  wrongBefore: trimArchived.wrongBefore,
};
