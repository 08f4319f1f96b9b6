import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { seedHistory } from '../history/seed-history.ts';
import { planGroups } from '../scenarios/groups.ts';
import { seededRandom } from '../scenarios/random.ts';
import { STREAMS } from '../scenarios/streams.ts';
import { connectTo } from '../traffic/connect.ts';
import { pendingFrom } from '../traffic/stream-replies.ts';
import { startTraffic, type Traffic } from '../traffic/traffic.ts';
import { deadPartner } from './dead-partner.ts';
import { deadRunner } from './dead-runner.ts';
import { deadWorker } from './dead-worker.ts';
import { poisonPayment } from './poison-payment.ts';
import { slowFulfilment } from './slow-fulfilment.ts';
import type { Scene } from './trouble.ts';

const RETRY_EVERY_MS = 100;

let redis: RedisRig;
let client: Redis;
let traffic: Traffic;
let scene: Scene;
const timers: NodeJS.Timeout[] = [];

beforeEach(async () => {
  redis = await startRedis();
  client = connectTo(redis.port, 'test');
  const random = seededRandom(1);
  const groups = planGroups();
  const streams = STREAMS.map((plan) => ({ ...plan, historyEntries: Math.min(plan.historyEntries, 100) }));
  await seedHistory(client, streams, groups, Date.now(), random);
  traffic = startTraffic(redis.port, streams, groups, random, RETRY_EVERY_MS);
  scene = { client, traffic, random, every: (ms, act) => timers.push(setInterval(() => void act(), ms)) };
});

afterEach(async () => {
  timers.splice(0).forEach(clearInterval);
  traffic.stop();
  client.disconnect();
  await redis.stop();
});

async function pendingOf(stream: string, group: string, consumer?: string) {
  const of = consumer === undefined ? [] : [consumer];
  return pendingFrom(await client.call('XPENDING', stream, group, '-', '+', '5000', ...of));
}

async function eventually(claim: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(50)) if (await holds()) return;
  throw new Error(`never: ${claim}`);
}

const position = async (stream: string, group: string): Promise<string> => {
  const groups = (await client.xinfo('GROUPS', stream)) as unknown[][];
  const found = groups.find((fields) => fields[1] === group) ?? [];
  return String(found[found.indexOf('last-delivered-id') + 1]);
};

describe('worker-7', () => {
  test('dies holding exactly 1,284 entries while the others go on', async () => {
    await deadWorker.begin(scene);
    const held = await pendingOf('notifications_stream', 'notifier_group', 'worker-7');
    expect(held).toHaveLength(1_284);
    const before = await position('notifications_stream', 'notifier_group');
    await eventually(
      'the others read on',
      async () => (await position('notifications_stream', 'notifier_group')) !== before,
    );
    expect(await pendingOf('notifications_stream', 'notifier_group', 'worker-7')).toHaveLength(1_284);
  });

  test('is helped by a claim: the worker that gets its entries works them off', async () => {
    await deadWorker.begin(scene);
    const held = await pendingOf('notifications_stream', 'notifier_group', 'worker-7');
    const ids = held.map(({ id }) => id);
    await client.call('XCLAIM', 'notifications_stream', 'notifier_group', 'worker-1', '0', ...ids, 'JUSTID');
    await eventually('worker-1 is through with them', async () => {
      const mine = await pendingOf('notifications_stream', 'notifier_group', 'worker-1');
      return !mine.some(({ id }) => ids.includes(id));
    });
  });
});

test('runner-5 dies with 6 jobs in hand', async () => {
  traffic.producer.setExtra('runner:jobs', 100);
  await deadRunner.begin(scene);
  expect(await pendingOf('runner:jobs', 'runners', 'runner-5')).toHaveLength(6);
});

describe('the poison payment', () => {
  test('goes round among three ledgers, is left alone after 17 deliveries, and never comes back once acknowledged', async () => {
    await poisonPayment.begin(scene);
    const holders = new Set<string>();
    await eventually('17 deliveries', async () => {
      const [oldest] = await pendingOf('payments:events', 'ledger');
      if ((oldest?.deliveries ?? 0) > 1) holders.add(oldest?.consumer ?? '');
      return oldest?.deliveries === 17;
    });
    expect([...holders].toSorted()).toEqual(['ledger-1', 'ledger-2', 'ledger-3']);
    const [poison] = await pendingOf('payments:events', 'ledger');
    const passed = await position('payments:events', 'ledger');
    await eventually('all else flows', async () => (await position('payments:events', 'ledger')) !== passed);
    expect((await pendingOf('payments:events', 'ledger'))[0]).toMatchObject({ id: poison?.id, deliveries: 17 });

    await client.xack('payments:events', 'ledger', poison?.id ?? '');
    const later = await position('payments:events', 'ledger');
    await eventually('ledger reads on', async () => (await position('payments:events', 'ledger')) !== later);
    expect((await pendingOf('payments:events', 'ledger')).map(({ id }) => id)).not.toContain(poison?.id);
  });

  test('is let go by the ledgers when somebody deletes it while it is pending', async () => {
    await poisonPayment.begin(scene);
    let id = '';
    await eventually('it is pending', async () => {
      const tried = (await pendingOf('payments:events', 'ledger')).find(({ deliveries }) => deliveries > 2);
      id = tried?.id ?? '';
      return id !== '';
    });
    await client.xdel('payments:events', id);
    await eventually('it is gone from the pending list', async () =>
      (await pendingOf('payments:events', 'ledger')).every((line) => line.id !== id),
    );
  });
});

const webhookTo = (partner: number): string[] => ['url', `https://partner-${partner}.example.com/hooks`];
const waiting = async (id?: string) => (await pendingOf('webhooks:out', 'dispatcher')).find((line) => line.id === id);

test('webhooks to partner-31 fail and are tried again until its key is gone; all others go out', async () => {
  await deadPartner.begin(scene);
  const [failing, fine] = await traffic.producer.write('webhooks:out', [webhookTo(31), webhookTo(3)]);
  await eventually('it was tried three times', async () => ((await waiting(failing))?.deliveries ?? 0) >= 3);
  expect(await waiting(fine)).toBeUndefined();
  await client.del('demo:trouble:dead-partner');
  await eventually('it went out', async () => (await waiting(failing)) === undefined);
});

test('fulfilment is slow for as long as its key exists', async () => {
  const usual = { ...traffic.pace('fulfilment') };
  await slowFulfilment.begin(scene);
  expect(traffic.pace('fulfilment').workMs).toBeGreaterThan(usual.workMs);
  await client.del('demo:trouble:slow-fulfilment');
  await eventually('it has its usual pace', () => Promise.resolve(traffic.pace('fulfilment').workMs === usual.workMs));
});
