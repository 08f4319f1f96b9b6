import type { Changer } from '@weir/domain/actions/call';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { createChanger } from '@weir/redis/changes/changer';
import { Link, type LinkSession } from '@weir/redis/links/link';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { createLook } from '@weir/redis/look/look';
import { createQueuedReader } from '@weir/redis/pages/queued-reader';
import type { Redis } from 'ioredis';
import type { RedisRig } from '../../tools/rig/redis-rig.ts';

/** Weir's own hands on a server of a benchmark. */
export interface Hands {
  readonly changer: Changer;
  /** All pending entries of a group as a plan would freeze them. */
  seen(group: string): Promise<SeenEntry[]>;
  close(): Promise<void>;
}

export const STREAM = 'orders';

export async function openHands(rig: RedisRig): Promise<Hands> {
  const write = new Link(parseRedisUrl(rig.url), 'write');
  const reads = new Link(parseRedisUrl(rig.url), 'read');
  await Promise.all([up(write), up(reads)]);
  const read = createQueuedReader(reads);
  const look = createLook(reads, read);
  return {
    changer: createChanger(write, read),
    async seen(group) {
      const entries: SeenEntry[] = [];
      let after: EntryId | null = null;
      do {
        const page = await look.pending(STREAM, group, after === null ? {} : { after });
        entries.push(...page.rows);
        after = page.next;
      } while (after !== null);
      return entries;
    },
    async close() {
      await Promise.all([write.close(), reads.close()]);
    },
  };
}

/** A stream of so many small entries. */
export async function fillStream(redis: Redis, entries: number): Promise<void> {
  for (let from = 0; from < entries; from += 1_000) {
    const pipeline = redis.pipeline();
    for (let at = from; at < Math.min(entries, from + 1_000); at += 1) pipeline.xadd(STREAM, '*', 'order', `${at}`);
    await pipeline.exec();
  }
}

/** A group to whose consumers, in turn, everything was delivered in reads of `together` entries. */
export async function deliverAll(redis: Redis, group: string, consumers: number, together: number): Promise<void> {
  await redis.xgroup('CREATE', STREAM, group, '0');
  const length = await redis.xlen(STREAM);
  // One script a thousand reads: the entries themselves need not travel.
  const script = `for at = 0, 99 do
    redis.call('XREADGROUP', 'GROUP', ARGV[1], 'c' .. ((ARGV[3] + at) % ARGV[4]), 'COUNT', ARGV[2], 'STREAMS', KEYS[1], '>')
  end`;
  for (let read = 0; read * together < length; read += 100) {
    await redis.eval(script, 1, STREAM, group, together, read, consumers);
  }
}

/** Server time so far of one command, µs, calls of scripts included. */
export async function commandMicros(redis: Redis, command: string): Promise<number> {
  const said = await redis.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=[0-9]+,usec=([0-9]+)`).exec(said)?.[1] ?? 0);
}

function up(link: Link): Promise<LinkSession> {
  return new Promise((resolve) => {
    link.onSession(resolve);
    link.connect();
  });
}
