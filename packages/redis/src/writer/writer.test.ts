import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../../../../tools/rig/fault-proxy.ts';
import { startRedis, type RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { Link } from '../links/link.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { createWriter, type Writer, type Written } from './writer.ts';

let rig: RedisRig;
let proxy: FaultProxy;
let link: Link;
let writer: Writer;
let stream = 0;
beforeAll(async () => {
  rig = await startRedis();
  proxy = await startFaultProxy(rig.port);
  link = new Link(parseRedisUrl(proxy.url), 'write');
  writer = createWriter(link);
  link.connect();
});
afterEach(() => proxy.set({ kind: 'pass' }));
afterAll(async () => {
  await link.close();
  await proxy.stop();
  await rig.stop();
});

async function up(): Promise<void> {
  await vi.waitUntil(() => link.session !== undefined, { timeout: 20_000, interval: 2 });
}

/** Writes one entry to a stream of its own once the link is up; what the writer says and what Redis holds in the end. */
async function add(
  fault?: () => Promise<void>,
): Promise<{ written: Written; length: () => Promise<number>; ms: number }> {
  stream += 1;
  const key = `s:${stream}`;
  await up();
  await fault?.();
  const began = Date.now();
  const written = await writer.write(['XADD', key, '*', 'f', Buffer.from([0xff, 0])]);
  return { written, ms: Date.now() - began, length: async () => Number(await rig.call('XLEN', key)) };
}

describe('a write', () => {
  test('is done when Redis says so', async () => {
    const { written, length } = await add();
    expect(written.outcome).toBe('done');
    expect(await length()).toBe(1);
  });

  test('cut after Redis got it: unknown, and there is one entry', async () => {
    const { written, length } = await add(() => proxy.set({ kind: 'cutAfterForward' }));
    expect(written.outcome).toBe('unknown');
    await up();
    expect(await length()).toBe(1);
  });

  test('cut before Redis got it: not done, and there is none', async () => {
    const { written, length } = await add(() => proxy.set({ kind: 'cutBefore' }));
    expect(written.outcome).toBe('unknown');
    await up();
    expect(await length()).toBe(0);
  });

  test('held up for 6 s: unknown within 5 s; it arrives once when the network heals', async () => {
    const { written, ms, length } = await add(() => proxy.set({ kind: 'stall' }));
    expect(written.outcome).toBe('unknown');
    expect(ms).toBeLessThan(10_000);
    await new Promise((resolve) => setTimeout(resolve, 6_000 - ms));
    expect(await length()).toBe(0);
    await proxy.set({ kind: 'pass' });
    await expect.poll(length, { timeout: 5_000 }).toBe(1);
    await up();
    await writer.write(['PING']);
    expect(await length()).toBe(1);
  });

  test('cut at every byte of the reply: one entry each time, done only after the last byte', async () => {
    const reply = `$15\r\n${'x'.repeat(15)}\r\n`.length;
    for (let bytes = 0; bytes <= reply; bytes += 1) {
      await up();
      const { closed } = link.session ?? {};
      const { written, length } = await add(() => proxy.set({ kind: 'cutMidReply', bytes }));
      // The id is whole from here on; what is missing then is the end of the line.
      const expected = bytes === reply ? ['done'] : bytes >= reply - 2 ? ['done', 'unknown'] : ['unknown'];
      expect(expected).toContain(written.outcome);
      await closed;
      expect([bytes, await length()]).toEqual([bytes, 1]);
      link.retryNow();
    }
  });

  test('without a connection: refused at once, nothing sent, the reason named', async () => {
    await up();
    await proxy.set({ kind: 'refuse' });
    await vi.waitUntil(() => link.session === undefined, { timeout: 20_000 });
    const sent = proxy.bytesSent;
    const written = await writer.write(['XADD', 'never', '*', 'f', 'canary']);
    expect(written).toMatchObject({ outcome: 'refused', code: 'NOTCONNECTED' });
    expect(JSON.stringify(written)).toContain('Nothing was sent');
    expect(proxy.bytesSent).toBe(sent);
    await proxy.set({ kind: 'pass' });
    link.retryNow();
    await up();
    expect(await rig.call('EXISTS', 'never')).toBe(0);
  });

  test('an error reply is a refusal with a sentence, free of payload', async () => {
    await up();
    await rig.call('SET', 'text', 'x');
    const written = await writer.write(['XADD', 'text', '*', 'f', 'canary']);
    expect(written).toMatchObject({ outcome: 'refused', code: 'WRONGTYPE' });
    expect(JSON.stringify(written)).not.toContain('canary');
  });

  test('a replica, a full server and a missing right refuse', async () => {
    await up();
    await rig.call('REPLICAOF', '127.0.0.1', '1');
    expect(await writer.write(['XADD', 'k', '*', 'f', 'v'])).toMatchObject({ outcome: 'refused', code: 'READONLY' });
    await rig.call('REPLICAOF', 'NO', 'ONE');
    await rig.call('CONFIG', 'SET', 'maxmemory', '1');
    expect(await writer.write(['XADD', 'k', '*', 'f', 'v'])).toMatchObject({ outcome: 'refused', code: 'OOM' });
    await rig.call('CONFIG', 'SET', 'maxmemory', '0');
    await rig.call('ACL', 'SETUSER', 'default', '-xadd');
    const denied = await writer.write(['XADD', 'k', '*', 'f', 'v']);
    await rig.call('ACL', 'SETUSER', 'default', '+@all');
    expect(denied).toMatchObject({ outcome: 'refused', code: 'NOPERM' });
    expect(JSON.stringify(denied)).toContain('+xadd');
    expect(await rig.call('EXISTS', 'k')).toBe(0);
  });

  test('a script that fails half-way is not called refused', async () => {
    await up();
    const script = "redis.call('SET', KEYS[1], '1') return redis.call('LPUSH', KEYS[1], 'x')";
    expect(await writer.write(['EVAL', script, '1', 'half'])).toMatchObject({ outcome: 'unknown' });
    expect(await rig.call('GET', 'half')).toBe('1');
    expect(await writer.write(['EVALSHA', 'f'.repeat(40), '0'])).toMatchObject({
      outcome: 'refused',
      code: 'NOSCRIPT',
    });
  });
});

test('flapping and a hundred random cuts: each write at most once, and never a wrong word about it', async () => {
  // A fixed sequence (mulberry32), so that a failure can be repeated.
  let seed = 20_261_121;
  const random = (): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const outcomes: { key: string; written: Written }[] = [];
  for (let round = 0; round < 100; round += 1) {
    link.retryNow();
    await up();
    const writes = Array.from({ length: 3 }, (_, at) => {
      const key = `cut:${round}:${at}`;
      return writer
        .write(['XADD', key, '*', 'f', 'v'.repeat(Math.floor(random() * 2_000))])
        .then((written) => ({ key, written }));
    });
    const kind = random();
    if (kind < 0.25) await proxy.set({ kind: 'cutBefore' });
    else if (kind < 0.5) await proxy.set({ kind: 'cutAfterForward' });
    else if (kind < 0.75) await proxy.set({ kind: 'cutMidReply', bytes: Math.floor(random() * 66) });
    else setTimeout(() => proxy.cutAll(), random() * 2);
    outcomes.push(...(await Promise.all(writes)));
    await proxy.set({ kind: 'pass' });
    proxy.cutAll();
    await vi.waitUntil(() => link.session === undefined || link.session.client.status === 'end', {
      timeout: 20_000,
      interval: 1,
    });
  }
  const counts = await Promise.all(outcomes.map(async ({ key }) => Number(await rig.call('XLEN', key))));
  const wrong = outcomes.filter(({ written }, at) => {
    const count = counts[at] ?? 0;
    if (written.outcome === 'done') return count !== 1;
    return written.outcome === 'refused' ? count !== 0 : count > 1;
  });
  expect(wrong).toEqual([]);
  expect(new Set(outcomes.map(({ written }) => written.outcome))).toContain('unknown');
  expect(counts.filter((count) => count === 1).length).toBeGreaterThan(30);
}, 120_000);
