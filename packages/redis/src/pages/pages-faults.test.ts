import type { Pages } from '@weir/domain/connections/gateway';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../../../../tools/rig/fault-proxy.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createPages } from './pages.ts';
import { createReadQueue } from './read-queue.ts';

let rig: RedisRig;
let proxy: FaultProxy;
let link: Link;
let pages: Pages;
beforeAll(async () => {
  rig = await startRedis();
  proxy = await startFaultProxy(rig.port);
  link = new Link(parseRedisUrl(proxy.url), 'read');
  link.connect();
  // Without memory every call is a read of its own.
  pages = createPages(link, { keepMs: 0 });
  for (let at = 1; at <= 200; at += 1) void rig.call('XADD', 's', `${at}-0`, 'f', 'x'.repeat(4_000));
  await rig.call('XGROUP', 'CREATE', 's', 'g', '0');
});
afterEach(() => proxy.set({ kind: 'pass' }));
afterAll(async () => {
  await link.close();
  await proxy.stop();
  await rig.stop();
});

async function up(): Promise<void> {
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 5 });
}

const newest = (limit: number) => pages.entries({ stream: 's', direction: 'desc', limit });

test('a Redis that stands still fails every page within 5 s, the waiting ones too, and pages work when it goes on', async () => {
  await up();
  rig.pause();
  const began = Date.now();
  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(newest));
  const took = Date.now() - began;
  rig.resume();
  expect(results.map((result) => result.status)).toEqual(Array.from({ length: 6 }, () => 'rejected'));
  expect(took).toBeLessThan(9_000);
  for (const result of results) {
    if (result.status === 'rejected')
      expect(result.reason).toMatchObject({ reason: expect.stringMatching(/timed-out|not-connected/) as string });
  }
  await up();
  expect((await newest(3)).items).toHaveLength(3);
});

test('a connection cut inside a reply is one failure, without text of the client', async () => {
  await up();
  await proxy.set({ kind: 'cutMidReply', bytes: 20 });
  const failure = await newest(5).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'ConsoleError', reason: 'not-connected' });
  expect(JSON.stringify(failure)).not.toMatch(/XREVRANGE|command|args/i);
});

test('at 100 KB/s and half a second of latency pages are shorter and none times out', async () => {
  await up();
  await proxy.set({ kind: 'slow', bytesPerSecond: 100_000, latencyMs: 500, sliceBytes: 5_000 });
  const began = Date.now();
  const page = await newest(200);
  expect(Date.now() - began).toBeLessThan(12_000);
  expect(page.items.length).toBeGreaterThan(0);
  expect(page.items.length).toBeLessThan(200);
  expect(page.next).toBe(page.items.at(-1)?.id);
  const following = await pages.entries({ stream: 's', direction: 'desc', limit: 200, after: page.next ?? undefined });
  expect(following.items.length).toBeGreaterThan(0);
});

test('replies in single bytes are read right', async () => {
  await up();
  await proxy.set({ kind: 'slow', sliceBytes: 1 });
  const page = await pages.entries({ stream: 's', direction: 'asc', limit: 2 });
  expect(page.items.map((item) => item.id)).toEqual(['1-0', '2-0']);
});

test('more readers than may wait are turned away, the others are served in order', async () => {
  const queue = createReadQueue(2);
  const served: number[] = [];
  const turn = (at: number): Promise<void> =>
    queue(async () => {
      await Promise.resolve();
      served.push(at);
    });
  const results = await Promise.allSettled([turn(1), turn(2), turn(3)]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(served).toEqual([1, 2]);
  await turn(4);
  expect(served).toEqual([1, 2, 4]);
});
