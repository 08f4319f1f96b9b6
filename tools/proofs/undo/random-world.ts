import { readableFromBytes } from '@weir/domain/names/readable-name';
import fc from 'fast-check';
import type { RedisRig } from '../../rig/redis-rig.ts';

/** Names in bytes: text, no text, with a space, and the empty one. */
export const CONSUMERS = ['a', 'b\xff\x00', 'c d', ''].map((name) => Buffer.from(name, 'latin1'));
export const GROUP = Buffer.from('g\xfe:1', 'latin1');
const BESIDE = Buffer.from('beside');

export const readable = (bytes: Buffer): string => readableFromBytes(bytes);

/** What happened to a stream and its groups before anybody made a change. */
export interface World {
  readonly entries: number;
  readonly deeds: readonly Deed[];
}

type Deed =
  | { readonly do: 'read'; readonly consumer: number; readonly count: number; readonly beside: boolean }
  | { readonly do: 'ack'; readonly entry: number }
  | { readonly do: 'deliver-again'; readonly entry: number }
  | { readonly do: 'delete'; readonly entry: number }
  | { readonly do: 'take'; readonly entry: number; readonly consumer: number; readonly deliveries: number }
  | { readonly do: 'trim'; readonly keep: number }
  | { readonly do: 'join'; readonly consumer: number };

const entry = fc.nat({ max: 39 });
const consumer = fc.nat({ max: CONSUMERS.length - 1 });
const read = fc.record({
  do: fc.constant('read' as const),
  consumer,
  count: fc.integer({ min: 1, max: 12 }),
  beside: fc.boolean(),
});

export const world: fc.Arbitrary<World> = fc.record({
  entries: fc.integer({ min: 8, max: 40 }),
  deeds: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: read },
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constantFrom('ack' as const, 'deliver-again' as const, 'delete' as const),
          entry,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('take' as const),
          entry,
          consumer,
          deliveries: fc.integer({ min: 0, max: 1_000 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), keep: fc.integer({ min: 5, max: 39 }) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('join' as const), consumer }) },
    ),
    { minLength: 4, maxLength: 16 },
  ),
});

export const idAt = (index: number): string => `${1_000 + index}-${index % 3}`;

/** Makes it on a real Redis. */
export async function makeWorld(redis: RedisRig, stream: string, { entries, deeds }: World): Promise<void> {
  for (let at = 0; at < entries; at += 1) {
    // The same field twice, and bytes that are no text.
    void redis.call('XADD', stream, idAt(at), 'n', at, 'n', Buffer.from([0xff, 0, at]), `f${at}`, '');
  }
  for (const group of [GROUP, BESIDE]) await redis.call('XGROUP', 'CREATE', stream, group, 0);
  for (const deed of deeds) await happen(redis, stream, deed);
}

export async function happen(redis: RedisRig, stream: string, deed: Deed): Promise<void> {
  switch (deed.do) {
    case 'read': {
      const group = deed.beside ? BESIDE : GROUP;
      const who = CONSUMERS[deed.consumer] ?? '';
      await redis.call('XREADGROUP', 'GROUP', group, who, 'COUNT', deed.count, 'STREAMS', stream, '>');
      return;
    }
    case 'ack':
      await redis.call('XACK', stream, GROUP, idAt(deed.entry));
      return;
    case 'delete':
      await redis.call('XDEL', stream, idAt(deed.entry));
      return;
    case 'trim':
      await redis.call('XTRIM', stream, 'MAXLEN', '=', deed.keep);
      return;
    case 'join':
      await redis.call('XGROUP', 'CREATECONSUMER', stream, GROUP, CONSUMERS[deed.consumer] ?? '');
      return;
    case 'take':
    case 'deliver-again':
      await claimed(redis, stream, deed);
  }
}

/** Only what is pending and there: a claim of anything else is another subject. */
async function claimed(redis: RedisRig, stream: string, deed: Extract<Deed, { do: 'take' | 'deliver-again' }>) {
  const id = idAt(deed.entry);
  const rows = (await redis.callBuffer('XPENDING', stream, GROUP, id, id, 1)) as [Buffer, Buffer][];
  const there = (await redis.call('XRANGE', stream, id, id)) as unknown[];
  const [row] = rows;
  if (row === undefined || there.length === 0) return;
  if (deed.do === 'deliver-again') await redis.call('XCLAIM', stream, GROUP, row[1], 0, id);
  else {
    const who = CONSUMERS[deed.consumer] ?? '';
    await redis.call('XCLAIM', stream, GROUP, who, 0, id, 'RETRYCOUNT', deed.deliveries, 'JUSTID');
  }
}
