import { expect, test, vi } from 'vitest';
import { startRedis } from '../../../tools/rig/redis-rig.ts';
import { openGateway } from './gateway.ts';
import { parseRedisUrl } from './links/redis-address.ts';

test('read-only: nothing that could change Redis exists, and no connection for it is opened', async () => {
  const rig = await startRedis();
  const open = (readOnly: boolean) =>
    openGateway({
      address: parseRedisUrl(rig.url),
      names: [],
      patterns: [],
      readOnly,
      pollIntervalMs: 100,
      budget: { coreShare: 1, commandsPerSecond: 10_000, bytesPerSecond: 1e9 },
    });
  const planes = async () => {
    const list = String(await rig.call('CLIENT', 'LIST'));
    return ['poll', 'read', 'write'].filter((plane) => list.includes(`name=weir:${plane} `));
  };
  const [locked, free] = [open(true), open(false)];
  try {
    expect(locked.changer).toBeUndefined();
    locked.watcher.start();
    await vi.waitUntil(async () => (await planes()).includes('read'), { timeout: 20_000 });
    expect(await planes()).toEqual(['poll', 'read']);
    expect(free.changer).toBeDefined();
    free.watcher.start();
    await vi.waitUntil(async () => (await planes()).includes('write'), { timeout: 20_000 });
  } finally {
    await Promise.all([locked.close(), free.close()]);
    await rig.stop();
  }
});
