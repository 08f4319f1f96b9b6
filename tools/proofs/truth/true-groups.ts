import { readableFromBytes } from '@weir/domain/names/readable-name';
import type { Redis } from 'ioredis';

/** What is true of one group, found by reading everything. Ids are "ms-seq". */
export interface TrueGroup {
  readonly stream: string;
  readonly group: string;
  readonly unread: number;
  readonly oldestUnreadId: string | null;
  readonly pending: number;
  readonly oldestPendingId: string | null;
  readonly consumers: number;
  readonly position: string;
  readonly entriesRead: number | null;
  /** First and last entry of the stream; null while it is empty. */
  readonly firstId: string | null;
  readonly lastId: string | null;
}

type Reply = Buffer | number | null | readonly Reply[];

/**
 * Every group of these streams, by "stream\0group" in readable form. Reads whole streams and whole pending lists and
 * trusts no counter of the server: right by being simple, and only fit for streams made for a test.
 */
export async function trueGroups(redis: Redis, keys: readonly Buffer[]): Promise<ReadonlyMap<string, TrueGroup>> {
  const found = new Map<string, TrueGroup>();
  for (let at = 0; at < keys.length; at += 100) {
    for (const group of await readSome(redis, keys.slice(at, at + 100)))
      found.set(`${group.stream}\0${group.group}`, group);
  }
  return found;
}

async function readSome(redis: Redis, keys: readonly Buffer[]): Promise<readonly TrueGroup[]> {
  const present = (
    await ask(
      redis,
      keys.map((key) => ['TYPE', key]),
    )
  ).map((type) => String(type) === 'stream');
  const streams = keys.filter((_, at) => present[at]);
  const entries = await ask(
    redis,
    streams.map((key) => ['XRANGE', key, '-', '+']),
  );
  const groups = await ask(
    redis,
    streams.map((key) => ['XINFO', 'GROUPS', key]),
  );
  const rows = streams.flatMap((key, at) => {
    const ids = list(entries[at]).map((entry) => String(list(entry)[0]));
    return list(groups[at]).map((row) => ({ key, ids, row: named(row) }));
  });
  const pending = await ask(
    redis,
    rows.map(({ key, row }) => ['XPENDING', key, row.get('name') as Buffer, '-', '+', '1000000']),
  );
  const consumers = await ask(
    redis,
    rows.map(({ key, row }) => ['XINFO', 'CONSUMERS', key, row.get('name') as Buffer]),
  );
  return rows.map(({ key, ids, row }, at) => {
    const position = String(row.get('last-delivered-id'));
    const unread = ids.filter((id) => isAfter(id, position));
    const entriesRead = row.get('entries-read');
    return {
      stream: readableFromBytes(key),
      group: readableFromBytes(row.get('name') as Buffer),
      unread: unread.length,
      oldestUnreadId: unread[0] ?? null,
      pending: list(pending[at]).length,
      oldestPendingId: list(pending[at]).length === 0 ? null : String(list(list(pending[at])[0])[0]),
      consumers: list(consumers[at]).length,
      position,
      entriesRead: typeof entriesRead === 'number' ? entriesRead : null,
      firstId: ids[0] ?? null,
      lastId: ids.at(-1) ?? null,
    };
  });
}

async function ask(
  redis: Redis,
  commands: readonly (readonly [string, ...(string | Buffer)[]])[],
): Promise<readonly Reply[]> {
  const pipeline = redis.pipeline();
  for (const [name, ...words] of commands) pipeline.callBuffer(name, ...words);
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply as Reply;
  });
}

function named(row: Reply): ReadonlyMap<string, Reply> {
  const cells = list(row);
  const pairs = new Map<string, Reply>();
  for (let at = 0; at < cells.length; at += 2) pairs.set(String(cells[at]), cells[at + 1] ?? null);
  return pairs;
}

function list(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : [];
}

function isAfter(id: string, position: string): boolean {
  const [ms = 0n, seq = 0n] = id.split('-').map(BigInt);
  const [atMs = 0n, atSeq = 0n] = position.split('-').map(BigInt);
  return ms === atMs ? seq > atSeq : ms > atMs;
}
