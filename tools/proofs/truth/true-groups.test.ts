import { Redis } from 'ioredis';
import { readableFromBytes } from '@weir/domain/names/readable-name';
import { describe, expect, test } from 'vitest';
import { startRedis } from '../../rig/redis-rig.ts';
import { needServer } from '../../servers/need-server.ts';
import { REQUIRED_SERVERS } from '../../servers/server-names.ts';
import { populate } from './population.ts';
import { trueGroups } from './true-groups.ts';

// The yardstick of the truth suite, measured against a second way of reading before anything is measured with it.
describe.each(REQUIRED_SERVERS)('random streams on %s', { timeout: 120_000 }, (name) => {
  test('the whole-stream reader agrees with XREAD from the position and with FULL', async (context) => {
    const rig = await startRedis({ binary: await needServer(context, name) });
    const redis = new Redis({ port: rig.port, protocol: 2 });
    try {
      const { keys, sent, refused } = await populate(redis, 7, 300);
      const groups = [...(await trueGroups(redis, keys)).values()];
      expect(groups.length).toBeGreaterThan(600);
      expect(refused / sent).toBeLessThan(0.1);
      for (const key of keys) {
        if ((await redis.type(key)) !== 'stream') continue;
        for (const group of groups.filter((row) => row.stream === readableFromBytes(key))) {
          const behind = await redis.callBuffer('XREAD', 'STREAMS', key, group.position);
          expect(entriesOf(behind)).toBe(group.unread);
        }
        expect(await pendingByFull(redis, key)).toEqual(
          groups.filter((row) => row.stream === readableFromBytes(key)).map((row) => row.pending),
        );
      }
    } finally {
      redis.disconnect();
      await rig.stop();
    }
  });

  test('the states hold everything that makes counting hard', async (context) => {
    const rig = await startRedis({ binary: await needServer(context, name) });
    const redis = new Redis({ port: rig.port, protocol: 2 });
    try {
      const { keys } = await populate(redis, 11, 400);
      const groups = [...(await trueGroups(redis, keys)).values()];
      const some = (what: string, holds: (group: (typeof groups)[number]) => boolean): void => {
        expect(groups.filter(holds).length, what).toBeGreaterThan(5);
      };
      some('nothing unread', (group) => group.unread === 0 && group.firstId !== null);
      some('unread', (group) => group.unread > 0 && group.position !== '0-0');
      some('empty stream', (group) => group.firstId === null);
      some('empty group', (group) => group.consumers === 0);
      some(
        'position behind the first entry',
        (group) => group.position !== '0-0' && group.unread > 0 && group.oldestUnreadId === group.firstId,
      );
      some(
        'pending entry that is gone',
        (group) =>
          group.oldestPendingId !== null &&
          (group.firstId === null || Number.parseInt(group.oldestPendingId, 10) < Number.parseInt(group.firstId, 10)),
      );
      some('ids beyond 2^53', (group) => group.lastId !== null && BigInt(group.lastId.split('-')[0] ?? 0) > 2n ** 53n);
      some('entries-read unknown', (group) => group.entriesRead === null);
      some('long count', (group) => group.unread > 1_000);
    } finally {
      redis.disconnect();
      await rig.stop();
    }
  });
});

function entriesOf(reply: unknown): number {
  return Array.isArray(reply) && Array.isArray(reply[0]) && Array.isArray(reply[0][1]) ? reply[0][1].length : 0;
}

async function pendingByFull(redis: Redis, key: Buffer): Promise<readonly number[]> {
  const flat = (await redis.callBuffer('XINFO', 'STREAM', key, 'FULL', 'COUNT', '1')) as unknown[];
  const groups = flat[flat.findIndex((cell) => Buffer.isBuffer(cell) && String(cell) === 'groups') + 1] as unknown[][];
  return groups.map((row) =>
    Number(row[row.findIndex((cell, at) => at % 2 === 0 && String(cell) === 'pel-count') + 1]),
  );
}
