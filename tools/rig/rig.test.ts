import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { startRedis, type RedisRig } from './redis-rig.ts';

let rig: RedisRig;
let proxy: FaultProxy;
beforeAll(async () => {
  rig = await startRedis();
  proxy = await startFaultProxy(rig.port);
});
afterAll(async () => {
  await proxy.stop();
  await rig.stop();
});

/** Sends one inline command through the proxy; what came back until the end or 300 ms of silence. */
function say(text: string): Promise<{ answer: string; ended: boolean; refused: boolean }> {
  return new Promise((resolve) => {
    const socket = connect(proxy.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    const finish = (ended: boolean, refused = false): void => {
      socket.destroy();
      resolve({ answer, ended, refused });
    };
    socket.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
    });
    socket.once('close', () => finish(true));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(true, error.code === 'ECONNREFUSED'));
    socket.setTimeout(300, () => finish(false));
  });
}

describe('the proxy', () => {
  test('passes', async () => {
    expect((await say('PING\r\n')).answer).toBe('+PONG\r\n');
  });

  test('cuts before the server sees the request', async () => {
    await rig.call('DEL', 'k');
    await proxy.set({ kind: 'cutBefore' });
    expect(await say('INCR k\r\n')).toMatchObject({ answer: '', ended: true });
    expect(await rig.call('GET', 'k')).toBeNull();
    expect(proxy.mode.kind).toBe('pass');
  });

  test('cuts after the server has done it', async () => {
    await rig.call('DEL', 'k');
    await proxy.set({ kind: 'cutAfterForward' });
    expect(await say('INCR k\r\n')).toMatchObject({ answer: '', ended: true });
    expect(await rig.call('GET', 'k')).toBe('1');
  });

  test('cuts inside a reply', async () => {
    await proxy.set({ kind: 'cutMidReply', bytes: 3 });
    expect(await say('PING\r\n')).toMatchObject({ answer: '+PO', ended: true });
  });

  test('keeps bytes back and lets them go', async () => {
    await rig.call('DEL', 'k');
    await proxy.set({ kind: 'stall' });
    expect(await say('INCR k\r\n')).toMatchObject({ answer: '', ended: false });
    expect(await rig.call('GET', 'k')).toBeNull();
    await proxy.set({ kind: 'pass' });
    await expect.poll(() => rig.call('GET', 'k')).toBe('1');
  });

  test('refuses, is silent, is slow', async () => {
    await proxy.set({ kind: 'refuse' });
    expect(await say('PING\r\n')).toMatchObject({ refused: true });
    await proxy.set({ kind: 'acceptThenSilent' });
    expect(await say('PING\r\n')).toMatchObject({ answer: '', ended: false });
    await proxy.set({ kind: 'slow', latencyMs: 120, sliceBytes: 1 });
    const before = performance.now();
    expect((await say('PING\r\n')).answer).toBe('+PONG\r\n');
    expect(performance.now() - before).toBeGreaterThan(120);
    await proxy.set({ kind: 'pass' });
  });
});

describe('the server', () => {
  test('comes back on its port after a crash, stands still when paused, leaves nothing behind', async () => {
    const own = await startRedis();
    const { pid } = own;
    await own.call('SET', 'a', '1');
    await own.kill9();
    await own.restart();
    expect(own.pid).not.toBe(pid);
    expect(await own.call('GET', 'a')).toBeNull();
    own.pause();
    const answer = own.call('PING');
    const early = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'silent'))]);
    expect(early).toBe('silent');
    own.resume();
    expect(await answer).toBe('PONG');
    await own.stop();
    expect(existsSync(own.folder)).toBe(false);
  });
});
