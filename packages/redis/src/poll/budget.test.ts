import { afterEach, describe, expect, test } from 'vitest';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../../../tools/proofs/until.ts';
import type { RedisRig } from '../../../../tools/rig/redis-rig.ts';
import { parseRedisUrl } from '../links/redis-address.ts';
import { processorMsIn } from './cost-gauge.ts';
import { closeAll, fill, watch } from './rig/watched-redis.ts';

afterEach(closeAll);

async function workedMs(rig: RedisRig): Promise<number> {
  return processorMsIn(String(await rig.call('INFO', 'cpu'))) ?? NaN;
}

async function infoRefused(rig: RedisRig): Promise<number> {
  const stats = String(await rig.call('INFO', 'commandstats'));
  return Number(/cmdstat_info:.*rejected_calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

describe('the budget', () => {
  test('of few commands is kept by polling less often, and the reason is said', { timeout: 120_000 }, async () => {
    const perSecond = 150;
    const { rig, ticks, stream, sees, polls } = await watch(
      async (rig) => {
        for (let at = 0; at < 100; at += 1) {
          await rig.call('XADD', `s${at}`, '*', 'f', 'v');
          await rig.call('XGROUP', 'CREATE', `s${at}`, 'g', '0');
        }
      },
      { budget: { coreShare: 0.2, commandsPerSecond: perSecond, bytesPerSecond: 64 * 1_024 * 1_024 } },
    );
    await sees('all', () => stream('s0') && stream('s99'), 15_000);
    const processed = async (): Promise<number> =>
      Number(/total_commands_processed:(\d+)/.exec(String(await rig.call('INFO', 'stats')))?.[1]);
    const [before, started] = [await processed(), performance.now()];
    await polls(4);
    const seconds = (performance.now() - started) / 1_000;
    // One INFO is ours; a poll's worth may have been saved up before.
    expect((await processed()) - before - 1).toBeLessThanOrEqual(perSecond * seconds * 1.05 + 310);
    expect(ticks.at(-1)?.cost.stretchedBecause).toMatch(/commands, and the budget is 150 a second/);
    expect(ticks.at(-1)?.cost.intervalMs).toBeGreaterThan(1_000);
  });

  test('of a small share of a core stretches the interval too', { timeout: 120_000 }, async () => {
    const { rig, ticks, sees, polls } = await watch(
      async (rig) => {
        const adds = Array.from({ length: 400 }, (_, at) => rig.call('XADD', `s${at}`, '*', 'f', 'v'));
        await Promise.all(adds);
        for (let at = 0; at < 400; at += 1) await rig.call('XGROUP', 'CREATE', `s${at}`, 'g', '0');
      },
      { budget: { coreShare: 0.001, commandsPerSecond: 100_000, bytesPerSecond: 64 * 1_024 * 1_024 } },
    );
    await sees('a stretched interval', () => ticks.at(-1)?.cost.stretchedBecause.includes('0.1 % of a core'), 20_000);
    const from = ticks.length;
    const started = performance.now();
    await rig.call('CONFIG', 'RESETSTAT');
    await polls(3);
    const estimated = ticks.slice(from).reduce((sum, { cost }) => sum + cost.serverMicros, 0);
    expect(estimated / ((performance.now() - started) * 1_000)).toBeLessThan(0.0025);
  });

  test('is kept by what Redis says it worked, where commands cost more than they are known to', async () => {
    const { rig, gateway, ticks, sees, polls } = await watch(
      async (rig) => {
        const adds = Array.from({ length: 400 }, (_, at) => rig.call('XADD', `s${at}`, '*', 'f', 'v'));
        await Promise.all(adds);
        for (let at = 0; at < 400; at += 1) await rig.call('XGROUP', 'CREATE', `s${at}`, 'g', '0');
      },
      { budget: { coreShare: 0.02, commandsPerSecond: 100_000, bytesPerSecond: 64 * 1_024 * 1_024 } },
    );
    const idle = await (async () => {
      gateway.watcher.pause();
      await pause(300);
      const [before, startedAt] = [await workedMs(rig), performance.now()];
      await pause(500);
      const perMs = ((await workedMs(rig)) - before) / (performance.now() - startedAt);
      gateway.watcher.resume();
      return perMs;
    })();
    // Every command is now told to twelve more clients, at a cost of its own.
    const listeners = Array.from({ length: 12 }, () => connect(rig.port, '127.0.0.1').resume());
    for (const listener of listeners) listener.write('MONITOR\r\n');
    try {
      await polls(12);
      await polls(12);
      await sees('a measured cost', () => ticks.at(-1)?.cost.isMeasured, 30_000);
      const from = ticks.length;
      const [before, startedAt] = [await workedMs(rig), performance.now()];
      await polls(15);
      const worked = (await workedMs(rig)) - before - idle * (performance.now() - startedAt);
      const told = ticks.slice(from).reduce((sum, { cost }) => sum + cost.serverMicros / 1_000, 0);
      // By estimate alone it would be a third of what Redis worked.
      expect(told / worked).toBeGreaterThan(0.6);
      expect(told / worked).toBeLessThan(1.6);
    } finally {
      for (const listener of listeners) listener.destroy();
    }
  });

  test('is kept by estimate where INFO is denied, which is not asked for again and again', async () => {
    let url = '';
    const { rig, ticks, polls } = await watch(
      async (rig) => {
        await rig.call('ACL', 'SETUSER', 'mute', 'on', '>pass-mute', '~*', '+@all', '-info');
        url = rig.url.replace('redis://', 'redis://mute:pass-mute@');
        await rig.call('XADD', 's', '*', 'f', 'v');
      },
      {
        get address() {
          return parseRedisUrl(url);
        },
      },
    );
    await polls(2);
    const before = await infoRefused(rig);
    await polls(12);
    // Who answers is asked by each connection, and every ten seconds; polls would ask 24 times.
    expect((await infoRefused(rig)) - before).toBeLessThan(8);
    expect(before).toBeGreaterThan(0);
    expect(ticks.at(-1)?.cost).toMatchObject({ isMeasured: false, serverMicros: expect.any(Number) });
  });

  test(
    'too small for everything at once still gets to everything, stream by stream',
    { timeout: 120_000 },
    async () => {
      const { gateway, sees, ticks } = await watch(
        async (rig) => {
          for (let at = 0; at < 300; at += 1) {
            await rig.call('XADD', `s${at}`, '1-0', 'f', 'v');
            await rig.call('XADD', `s${at}`, '2-0', 'f', 'v');
            await rig.call('XGROUP', 'CREATE', `s${at}`, 'g', '1-0');
            await rig.call('XGROUP', 'CREATECONSUMER', `s${at}`, 'g', 'c');
          }
        },
        { budget: { coreShare: 0.004, commandsPerSecond: 100_000, bytesPerSecond: 64 * 1_024 * 1_024 } },
      );
      const settled = (): number =>
        [...gateway.watcher.observations.values()].filter(
          ({ ends, groups: [group] }) => ends.known && group?.unread.known && group.consumerList.known,
        ).length;
      await sees('all streams, not all details', () => gateway.watcher.observations.size === 300 && settled() < 300);
      const polls = ticks.length;
      await sees('all details', () => settled() === 300, 50_000);
      // Otherwise nothing had to wait and this has shown nothing.
      expect(ticks.length - polls).toBeGreaterThan(3);
    },
  );
});

describe('after a restart of Redis with its data', () => {
  test('streams in which nothing happens are read and counted anew', { timeout: 120_000 }, async () => {
    const { rig, stream, group, sees, ticks } = await watch(
      async (rig) => {
        await fill(rig, 'quiet', 30);
        await rig.call('XGROUP', 'CREATE', 'quiet', 'g', '12-0');
      },
      {},
      ['--appendonly', 'yes', '--appendfsync', 'always'],
    );
    await sees('it', () => group('quiet')?.unread.known && stream('quiet')?.memoryBytes.known);
    await rig.kill9();
    await rig.restart();
    const before = ticks.length;
    await sees('the first poll after it', () => ticks.slice(before).find(({ first }) => first), 15_000);
    // Two of them are the probes of the two connections.
    await until('the count', 8_000, async () =>
      /cmdstat_xrange:calls=([3-9]|\d\d)/.test(String(await rig.call('INFO', 'commandstats'))) ? true : undefined,
    );
    expect(group('quiet')?.unread).toMatchObject({ known: true, value: 18, quality: 'exact' });
  });
});
