import type { RedisRig } from '../../rig/redis-rig.ts';
import { CONNECTION } from './console-life.ts';
import { difference, entriesOf, pendingOf } from './contents.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const DLQ = 'work:dlq';
const OTHER = 'other';
const G = 'readers';
const COUNT = 120;
const BINARY = Buffer.from([0xff, 0, 13, 10, 0x80]);
const ids = Array.from({ length: COUNT }, (_, index) => `${1_000 + index}-0`);

const words = (index: number) => ['n', index, 'n', BINARY];

async function held(redis: RedisRig): Promise<void> {
  await Promise.all(ids.map((id, index) => redis.call('XADD', S, id, ...words(index))));
  await redis.call('XGROUP', 'CREATE', S, G, '0');
  await redis.call('XREADGROUP', 'GROUP', G, 'other', 'COUNT', 10, 'STREAMS', S, '>');
  await redis.call('XREADGROUP', 'GROUP', G, 'dead', 'COUNT', COUNT, 'STREAMS', S, '>');
}

/** Names and values of all entries, as text in which no byte is lost. */
async function contents(redis: RedisRig, stream: string): Promise<readonly string[]> {
  const rows = (await redis.callBuffer('XRANGE', stream, '-', '+')) as [Buffer, Buffer[]][];
  return rows.map(([, fields]) => fields.map((field) => field.toString('latin1')).join('|'));
}

const plain = (index: number) =>
  words(index)
    .map((word) => (Buffer.isBuffer(word) ? word.toString('latin1') : word))
    .join('|');
const pending = async (redis: RedisRig) =>
  (await pendingOf(redis, S, G)).map(({ id, consumer }) => `${id} ${consumer}`);

export const deadLetter: Scenario = {
  name: 'dead-letter',
  prepare: held,
  input: {
    kind: 'dead-letter',
    connection: CONNECTION,
    stream: S,
    group: G,
    selection: { matching: { consumer: 'dead' } },
  },
  confirmName: G,
  async wrongAfter(redis) {
    const letters = await contents(redis, DLQ);
    return [
      ...difference(
        'pending',
        await pending(redis),
        ids.slice(0, 10).map((id) => `${id} other`),
      ),
      ...difference(
        'entries',
        (await entriesOf(redis, S)).map(({ id }) => id),
        ids,
      ),
      ...difference(
        'dead letters',
        letters.map((each) => each.split('|weir-dlq-group')[0] ?? ''),
        ids.slice(10).map((id, index) => `${plain(index + 10)}|weir-dlq-stream|${S}|weir-dlq-id|${id}`),
      ),
    ];
  },
  wrongBefore: async (redis) => [
    ...difference(
      'pending',
      await pending(redis),
      ids.map((id, index) => `${id} ${index < 10 ? 'other' : 'dead'}`),
    ),
    ...difference('dead letters', await contents(redis, DLQ), []),
  ],
};

const added = (stream: string) =>
  ['weir-dlq-stream', stream, 'weir-dlq-id', '1-0', 'weir-dlq-group', G].concat([
    'weir-dlq-consumer',
    'c',
    'weir-dlq-deliveries',
    '5',
    'weir-dlq-at',
    '7',
    'weir-dlq-reason',
    'r',
  ]);
const toWork = (index: number) => index % 3 !== 0;

export const redrive: Scenario = {
  name: 'redrive to two streams',
  async prepare(redis) {
    for (const stream of [S, OTHER]) await redis.call('XADD', stream, '1-0', 'was', 'there');
    await Promise.all(
      ids.map((id, index) => redis.call('XADD', DLQ, id, ...words(index), ...added(toWork(index) ? S : OTHER))),
    );
  },
  input: {
    kind: 'redrive',
    connection: CONNECTION,
    stream: DLQ,
    selection: { matching: { to: entry(99) } },
    ratePerSecond: 1_000_000,
  },
  async wrongAfter(redis) {
    const moved = ids.slice(0, 100).map((_, index) => index);
    const there = ['was|there'];
    return [
      ...difference(
        'left',
        (await entriesOf(redis, DLQ)).map(({ id }) => id),
        ids.slice(100),
      ),
      ...difference('work', await contents(redis, S), [...there, ...moved.filter(toWork).map(plain)]),
      ...difference('other', await contents(redis, OTHER), [
        ...there,
        ...moved.filter((each) => !toWork(each)).map(plain),
      ]),
    ];
  },
  wrongBefore: async (redis) =>
    difference(
      'left',
      (await entriesOf(redis, DLQ)).map(({ id }) => id),
      ids,
    ),
};

export const resend: Scenario = {
  name: 'resend, and remove what it is made of',
  async prepare(redis) {
    await redis.call('XADD', S, '1-0', 'was', 'there');
    for (const id of ids.slice(0, 3)) await redis.call('XADD', DLQ, id, ...words(1), ...added(S));
  },
  input: {
    kind: 'resend-entry',
    connection: CONNECTION,
    stream: DLQ,
    entry: entry(1),
    fields: [['n', 'mended'], { keep: 1 }],
    lineage: false,
    remove: true,
    again: false,
  },
  confirmName: DLQ,
  wrongAfter: async (redis) => [
    ...difference('work', await contents(redis, S), ['was|there', `n|mended|n|${BINARY.toString('latin1')}`]),
    ...difference(
      'left',
      (await entriesOf(redis, DLQ)).map(({ id }) => id),
      [ids[0] ?? '', ids[2] ?? ''],
    ),
  ],
  wrongBefore: async (redis) => [
    ...difference('work', await contents(redis, S), ['was|there']),
    ...difference(
      'left',
      (await entriesOf(redis, DLQ)).map(({ id }) => id),
      ids.slice(0, 3),
    ),
  ],
};

function entry(index: number) {
  // Sound: made canonical above.
  return ids[index] as Extract<Scenario['input'], { kind: 'resend-entry' }>['entry'];
}
