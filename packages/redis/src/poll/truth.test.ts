import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gateway, Watcher } from '@weir/domain/connections/gateway';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import { populate } from '../../../../tools/proofs/truth/population.ts';
import { trueGroups, type TrueGroup } from '../../../../tools/proofs/truth/true-groups.ts';
import { until } from '../../../../tools/proofs/until.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { openGateway } from '../gateway.ts';
import { parseRedisUrl } from '../links/redis-address.ts';

const SEED = Number(process.env['WEIR_TRUTH_SEED'] ?? 7);
const STREAMS = 300;

let rig: RedisRig;
let gateway: Gateway;
beforeAll(async () => {
  rig = await startRedis();
});
afterAll(async () => {
  await gateway.close();
  await rig.stop();
});

describe('groups the poller has settled', () => {
  test(
    `equal what reading every entry finds, through four lives of random streams (seed ${SEED})`,
    { timeout: 120_000 },
    async () => {
      const redis = new Redis({ port: rig.port, protocol: 2 });
      const population = await populate(redis, SEED, STREAMS);
      gateway = openGateway({
        address: parseRedisUrl(rig.url),
        pollIntervalMs: 100,
        budget: { coreShare: 0.25, commandsPerSecond: 200_000, bytesPerSecond: 64 * 1_024 * 1_024 },
        patterns: [],
        names: [],
        readOnly: true,
      });
      gateway.watcher.start();
      let states = 0;
      for (const share of [0, 0.3, 0.3, 1]) {
        if (share > 0) await population.liveOn(share);
        const truth = await trueGroups(redis, population.keys);
        states += truth.size;
        expect(await wrongWhenSettled(gateway.watcher, truth)).toEqual([]);
      }
      expect(states).toBeGreaterThan(2_000);
      redis.disconnect();
    },
  );
});

/** Waits for two polls that began after now and changed nothing, then compares all groups. */
async function wrongWhenSettled(watcher: Watcher, truth: ReadonlyMap<string, TrueGroup>): Promise<readonly string[]> {
  let quiet = -1;
  watcher.onTick((tick) => {
    quiet = tick.changed.length === 0 && tick.gone.length === 0 ? quiet + 1 : Math.min(quiet, 0);
  });
  let wrong: readonly string[] = [];
  await until('all groups are settled and right', 20_000, () => {
    wrong = differences(watcher, truth);
    return wrong.length === 0 && quiet >= 2 ? true : undefined;
  }).catch(() => undefined);
  return wrong.slice(0, 10);
}

function differences(watcher: Watcher, truth: ReadonlyMap<string, TrueGroup>): readonly string[] {
  const seen = new Map<string, GroupObservation>();
  for (const { stream, groups } of watcher.observations.values()) {
    for (const group of groups) seen.set(`${stream}\0${group.group}`, group);
  }
  const wrong = [...seen.keys()].filter((key) => !truth.has(key)).map((key) => `${key} is not there`);
  for (const [key, is] of truth) {
    const group = seen.get(key);
    if (group === undefined) wrong.push(`${key} is not listed`);
    else {
      const said = figuresOf(group);
      const real = [
        is.unread,
        is.oldestUnreadId,
        is.position,
        is.pending,
        is.oldestPendingId,
        is.consumers,
        is.consumers,
      ];
      if (JSON.stringify(said) !== JSON.stringify(real)) {
        wrong.push(`${key}: says ${JSON.stringify(said)} ${JSON.stringify(group.unread)}, is ${JSON.stringify(real)}`);
      }
    }
  }
  return wrong;
}

function figuresOf(group: GroupObservation): readonly unknown[] {
  const { unread, oldestUnreadId, oldestPending, consumerList } = group;
  return [
    unread.known && unread.quality === 'exact' ? unread.value : unread,
    oldestUnreadId.known ? oldestUnreadId.value : oldestUnreadId,
    group.position,
    group.pending,
    oldestPending.known ? (oldestPending.value?.id ?? null) : oldestPending,
    group.consumers,
    consumerList.known ? consumerList.value.consumers.length : consumerList,
  ];
}
