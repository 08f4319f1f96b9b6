import { setTimeout as pause } from 'node:timers/promises';
import type { Listed, StreamAnswer } from '@weir/domain/wire/answers';
import { describe, expect, test } from 'vitest';
import { startRedis, type RedisRig } from '../../rig/redis-rig.ts';
import { needServer } from '../../servers/need-server.ts';
import { until } from '../until.ts';
import { startMovingPort, type MovingPort } from './moving-port.ts';
import { recovers, showsStale, withWatched } from './watched-redis.ts';

const KEPT = ['--appendonly', 'yes', '--appendfsync', 'always'];

describe.concurrent('Weir over a Redis that', { timeout: 150_000 }, () => {
  test('is killed and comes back with its data', async () => {
    await withWatched({ redis: { args: KEPT } }, async (watched) => {
      await watched.rig.kill9();
      await showsStale(watched, 8_000);
      await watched.rig.restart();
      report('killed', await recovers(watched));
    });
  });

  test('is killed and comes back empty', async () => {
    await withWatched({}, async (watched) => {
      await watched.rig.call('XADD', 'gone-after', '*', 'f', 'v');
      await until('the second stream is seen', 20_000, async () =>
        (await streams(watched)).includes('gone-after') ? true : undefined,
      );
      await watched.rig.kill9();
      await showsStale(watched, 8_000);
      await watched.rig.restart();
      report('came back empty', await recovers(watched));
      await until('what is lost is no longer listed', 10_000, async () =>
        (await streams(watched)).includes('gone-after') ? undefined : true,
      );
    });
  });

  test.each([15_000, 30_000])('stands still for %i ms', async (forMs) => {
    await withWatched({}, async (watched) => {
      const over = pause(forMs);
      watched.rig.pause();
      await showsStale(watched, 12_000);
      await over;
      expect(watched.viewer.link?.state).toBe('down');
      watched.rig.resume();
      report(`stood still ${forMs} ms`, await recovers(watched));
    });
  });

  test.for([
    ['redis-8.6.3', /^8\./],
    ['valkey-9.1.2', /^9\./],
  ] as const)('comes back as %s on the same port', async ([name, version], context) => {
    const binary = await needServer(context, name);
    await withWatched({}, async (watched) => {
      await watched.rig.restart({ binary });
      report(`became ${name}`, await recovers(watched));
      await until('the new version is named', 10_000, () =>
        version.test(watched.viewer.summary?.version ?? '') ? true : undefined,
      );
      expect(watched.viewer.summary?.product).toBe(name.split('-')[0]);
    });
  });

  test('fails over to a replica that has seen fewer writes', async () => {
    let moving: MovingPort | undefined;
    let replica: RedisRig | undefined;
    try {
      const port = async (primary: RedisRig): Promise<number> => {
        moving = await startMovingPort(primary.port);
        replica = await startRedis();
        await replica.call('REPLICAOF', '127.0.0.1', primary.port);
        return moving.port;
      };
      await withWatched({ port }, async (watched) => {
        await until('the replica follows', 20_000, async () =>
          String(await replica?.call('ROLE')).includes('connected') ? true : undefined,
        );
        await replica?.call('REPLICAOF', 'NO', 'ONE');
        const promoted = await added(replica);
        // The old primary goes on alone: these writes are the ones that a failover loses.
        await until('writes the replica will not know', 20_000, async () =>
          (await added(watched.rig)) > promoted + 100 ? true : undefined,
        );
        await until('Weir has seen them', 10_000, async () => {
          const [row] = (await watched.rows()).filter(({ stream }) => stream === 'orders');
          return row?.entriesRead.known === true && row.entriesRead.value > promoted + 90 ? true : undefined;
        });
        moving?.moveTo(replica?.port ?? 0);
        report('failed over', await recovers(watched));
        const [row] = (await watched.rows()).filter(({ stream }) => stream === 'orders');
        expect(row?.entriesRead).toMatchObject({ known: true });
        expect(row?.unread).toMatchObject({ known: true });
      });
    } finally {
      moving?.stop();
      await replica?.stop();
    }
  });

  test('loses a stream, renames one, turns one into a string and makes one anew', async () => {
    await withWatched({}, async (watched) => {
      const { rig } = watched;
      for (const stream of ['deleted', 'renamed', 'replaced', 'remade']) {
        for (let at = 1; at <= 40; at += 1) await rig.call('XADD', stream, `${at}-0`, 'f', 'v');
        await rig.call('XGROUP', 'CREATE', stream, 'g', '30-0');
      }
      await until('all are listed', 20_000, async () => ((await streams(watched)).length === 5 ? true : undefined));
      await rig.call('DEL', 'deleted');
      await rig.call('RENAME', 'renamed', 'new-name');
      await rig.call('SET', 'replaced', 'a string');
      await rig.call('DEL', 'remade');
      await rig.call('XADD', 'remade', '1-0', 'f', 'v');
      await rig.call('XGROUP', 'CREATE', 'remade', 'g', '0');
      report(
        'changed streams',
        await recovers(watched, (rows) => {
          const names = rows.map(({ stream }) => stream).toSorted();
          const unreadOf = (name: string) => rows.find(({ stream }) => stream === name)?.unread;
          return (
            names.join() === 'new-name,orders,remade' &&
            isExactly(unreadOf('new-name'), 10) &&
            isExactly(unreadOf('remade'), 1)
          );
        }),
      );
      expect((await streams(watched)).toSorted()).toEqual(['new-name', 'orders', 'remade']);
    });
  });
});

async function streams({
  weir,
  connection,
}: Parameters<Parameters<typeof withWatched>[1]>[0]): Promise<readonly string[]> {
  return (await weir.query<Listed<StreamAnswer>>('streams.list', { connection })).items.map(({ stream }) => stream);
}

async function added(rig: RedisRig | undefined): Promise<number> {
  const cells = (await rig?.call('XINFO', 'STREAM', 'orders')) as unknown[];
  return Number(cells[cells.indexOf('entries-added') + 1]);
}

function isExactly(unread: { readonly known: boolean } | undefined, value: number): boolean {
  return JSON.stringify(unread ?? {}).includes(`"value":${value},"quality":"exact"`);
}

function report(what: string, ms: number): void {
  console.log(`${what}: the picture lives again after ${(ms / 1_000).toFixed(1)} s`);
}
