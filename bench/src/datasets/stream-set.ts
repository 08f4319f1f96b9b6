import type { Redis } from 'ioredis';

export interface StreamSet {
  readonly name: string;
  readonly streams: number;
  readonly groups: number;
  readonly consumers: number;
  /** Pending entries of each group; as many again are unread. */
  readonly pending: number;
}

export const MEDIUM: StreamSet = { name: '1,000 x 3 x 5', streams: 1_000, groups: 3, consumers: 5, pending: 20 };
export const LARGE: StreamSet = { name: '10,000 x 2 x 4', streams: 10_000, groups: 2, consumers: 4, pending: 10 };

export function keyOf(at: number): string {
  return `s:${String(at).padStart(5, '0')}`;
}

export function groupOf(at: number): string {
  return `group-${at}`;
}

/** In which order streams come into being: in that of their names, or in one that has nothing to do with it. */
export type Born = 'by name' | 'mixed';

// Shares no factor with the number of streams of any set, so that each is met once.
const STRIDE = 7_919;

/** Fills an empty server: every group has read half of its stream, its consumers in equal parts. */
export async function fill(redis: Redis, set: StreamSet, born: Born = 'by name'): Promise<void> {
  for (let from = 0; from < set.streams; from += 100) {
    const pipeline = redis.pipeline();
    for (let at = from; at < Math.min(from + 100, set.streams); at += 1) {
      const key = keyOf(born === 'by name' ? at : (at * STRIDE) % set.streams);
      for (let entry = 0; entry < 2 * set.pending; entry += 1)
        pipeline.xadd(key, '*', 'order', `o-${entry}`, 'total', '42');
      for (let group = 0; group < set.groups; group += 1) {
        pipeline.xgroup('CREATE', key, groupOf(group), '0');
        for (let consumer = 0; consumer < set.consumers; consumer += 1) {
          const count =
            Math.floor(((consumer + 1) * set.pending) / set.consumers) -
            Math.floor((consumer * set.pending) / set.consumers);
          pipeline.xreadgroup('GROUP', groupOf(group), `worker-${consumer}`, 'COUNT', count, 'STREAMS', key, '>');
        }
      }
    }
    await pipeline.exec();
  }
}

/** Lets a hundredth of the streams live between two polls: one entry comes and one group reads one. */
export async function liveOn(redis: Redis, set: StreamSet, round: number): Promise<void> {
  const pipeline = redis.pipeline();
  for (let at = round % 100; at < set.streams; at += 100) {
    pipeline.xadd(keyOf(at), '*', 'order', 'o-new', 'total', '42');
    pipeline.xreadgroup('GROUP', groupOf(round % set.groups), 'worker-0', 'COUNT', 1, 'STREAMS', keyOf(at), '>');
  }
  await pipeline.exec();
}

/** The commands that read everything of one stream, as a plain reader would send them. */
export function commandsFor(set: StreamSet, at: number): readonly (readonly string[])[] {
  const key = keyOf(at);
  const groups = Array.from({ length: set.groups }, (_, group) => groupOf(group));
  return [
    ['xinfo', 'STREAM', key],
    ['xinfo', 'GROUPS', key],
    ...groups.flatMap((group) => [
      ['xinfo', 'CONSUMERS', key, group],
      ['xpending', key, group, '-', '+', '1'],
    ]),
  ];
}
