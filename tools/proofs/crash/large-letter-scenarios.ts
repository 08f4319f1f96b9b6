import type { RedisRig } from '../../rig/redis-rig.ts';
import { CONNECTION } from './console-life.ts';
import { difference, entriesOf, pendingOf } from './contents.ts';
import type { Scenario } from './scenario.ts';

const S = 'work';
const DLQ = 'work:dlq';
const G = 'readers';
// More words than a script can hand on: they pass through Weir one by one, each in a transaction of its own.
const LARGE = Array.from({ length: 4_100 }, (_, index) => [`f${index % 100}`, `v${index}`]).flat();
const IDS = ['1-0', '2-0', '3-0'];
const ORIGIN = ['stream', 'id', 'group', 'consumer', 'deliveries', 'at', 'reason'].flatMap((name) => [
  `weir-dlq-${name}`,
  name === 'stream' ? S : '1',
]);

const words = async (redis: RedisRig, stream: string): Promise<readonly (readonly string[])[]> =>
  ((await redis.call('XRANGE', stream, '-', '+')) as [string, string[]][]).map(([, each]) => each);
const ids = async (redis: RedisRig, stream: string): Promise<readonly string[]> =>
  (await entriesOf(redis, stream)).map(({ id }) => id);
const pending = async (redis: RedisRig): Promise<readonly string[]> =>
  (await pendingOf(redis, S, G)).map(({ id }) => id);
const whole = (found: readonly (readonly string[])[], behind: number): readonly string[] =>
  found.map((each) => each.slice(0, each.length - behind).join(' '));
const EACH = LARGE.join(' ');

export const deadLetterLarge: Scenario = {
  name: 'dead-letter what is too large for a script',
  async prepare(redis) {
    for (const id of IDS) await redis.call('XADD', S, id, ...LARGE);
    await redis.call('XGROUP', 'CREATE', S, G, '0');
    await redis.call('XREADGROUP', 'GROUP', G, 'dead', 'STREAMS', S, '>');
  },
  input: { kind: 'dead-letter', connection: CONNECTION, stream: S, group: G, selection: { matching: {} } },
  confirmName: G,
  async wrongAfter(redis) {
    const letters = await words(redis, DLQ);
    return [
      ...difference('pending', await pending(redis), []),
      ...difference('entries', await ids(redis, S), IDS),
      ...difference('dead letters', whole(letters, ORIGIN.length), [EACH, EACH, EACH]),
      ...difference(
        'where they came from',
        letters.map((each) => each[each.indexOf('weir-dlq-id') + 1] ?? ''),
        IDS,
      ),
    ];
  },
  wrongBefore: async (redis) => [
    ...difference('pending', await pending(redis), IDS),
    ...difference('dead letters', await ids(redis, DLQ), []),
  ],
};

export const redriveLarge: Scenario = {
  name: 'redrive what is too large for a script',
  async prepare(redis) {
    await redis.call('XADD', S, '1-0', 'was', 'there');
    for (const id of IDS) await redis.call('XADD', DLQ, id, ...LARGE, ...ORIGIN);
  },
  input: {
    kind: 'redrive',
    connection: CONNECTION,
    stream: DLQ,
    selection: { matching: {} },
    ratePerSecond: 1_000_000,
  },
  wrongAfter: async (redis) => [
    ...difference('left', await ids(redis, DLQ), []),
    ...difference('sent back', whole(await words(redis, S), 0), ['was there', EACH, EACH, EACH]),
  ],
  wrongBefore: async (redis) => [
    ...difference('left', await ids(redis, DLQ), IDS),
    ...difference('sent back', whole(await words(redis, S), 0), ['was there']),
  ],
};
