import { createHash } from 'node:crypto';
import type { RedisRig } from '../../rig/redis-rig.ts';

export interface HeldEntry {
  readonly id: string;
  readonly consumer: string;
  readonly deliveries: number;
}

/** All pending entries of a group, in id order. For small groups only. */
export async function pendingOf(redis: RedisRig, stream: string, group: string): Promise<readonly HeldEntry[]> {
  const rows = (await redis.call('XPENDING', stream, group, '-', '+', 100_000)) as [string, string, number, number][];
  return rows.map(([id, consumer, , deliveries]) => ({ id, consumer, deliveries }));
}

export interface PlainEntry {
  readonly id: string;
  /** Over the ordered names and values with their lengths: equal digests are equal bytes. */
  readonly digest: string;
}

/** All entries of a stream in order, or what is there instead. For small streams only. */
export async function entriesOf(redis: RedisRig, stream: string): Promise<readonly PlainEntry[]> {
  const rows = (await redis.callBuffer('XRANGE', stream, '-', '+')) as [Buffer, Buffer[]][];
  return rows.map(([id, fields]) => {
    const hash = createHash('sha256');
    for (const part of fields) hash.update(`${part.length}:`).update(part);
    return { id: id.toString(), digest: hash.digest('hex') };
  });
}

/** What differs between two lists, in words short enough for a test's output. */
export function difference(what: string, found: readonly string[], wanted: readonly string[]): readonly string[] {
  if (found.length === wanted.length && found.every((each, at) => each === wanted[at])) return [];
  const at = found.findIndex((each, index) => each !== wanted[index]);
  return [
    `${what}: ${found.length} instead of ${wanted.length}; the first difference at ${at === -1 ? found.length : at}: ` +
      `${found[at] ?? 'nothing'} instead of ${wanted[at] ?? 'nothing'}`,
  ];
}
