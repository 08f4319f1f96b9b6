import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ActDesk, createActDesk } from '@weir/api/act/act-desk';
import { openWatch } from '@weir/api/observe/open-watch';
import type { Watch } from '@weir/api/observe/watch';
import { noHistory } from '@weir/domain/history/no-history';
import { openGateway } from '@weir/redis/gateway';
import { parseRedisUrl } from '@weir/redis/links/redis-address';
import { openArchives } from '@weir/store/archive/open-archives';
import { openStore } from '@weir/store/open-store';
import { until } from '../until.ts';
import { type Gate, gatedArchives, gatedJournal } from './gate.ts';

/** One life of a console: everything that acts, without pages. It ends by `die` (nothing is put in order) or `close`. */
export interface ConsoleLife {
  readonly desk: ActDesk;
  readonly watch: Watch;
  readonly faults: unknown[];
  die(): Promise<void>;
  close(): Promise<void>;
}

export const CONNECTION = 'main';
const POLL_MS = 250;

/** A connection to a Redis of a test, watched often and without a budget worth the name. */
export function watchOf(redisPort: number, faults: unknown[], here: () => number): Watch {
  const gateway = openGateway({
    address: parseRedisUrl(`redis://127.0.0.1:${redisPort}`),
    names: [],
    patterns: [],
    readOnly: false,
    pollIntervalMs: POLL_MS,
    budget: { coreShare: 1, commandsPerSecond: 10_000, bytesPerSecond: 1e9 },
  });
  const names = { id: CONNECTION, name: CONNECTION, kind: 'test', address: 'test', readOnly: false } as const;
  return openWatch(names, gateway, {
    boot: 'crash',
    historyBytes: 1024 * 1024,
    history: noHistory(),
    here,
    monotonic: () => performance.now(),
    yieldToOthers: () => nextTurn(),
    onPublish: () => undefined,
    onLink: () => undefined,
    onFault: (_connection, fault) => faults.push(fault),
  });
}

export async function startLife(redisPort: number, folder: string, gate: Gate): Promise<ConsoleLife> {
  const faults: unknown[] = [];
  const watch = watchOf(redisPort, faults, Date.now);
  const { gateway } = watch;
  const watches = new Map([[CONNECTION, watch]]);
  const store = await openStore(folder, { now: Date.now, threads: false });
  const desk = createActDesk({
    watches,
    journal: gatedJournal(store.journal, gate),
    audit: store.audit,
    archives: gatedArchives(openArchives(join(folder, 'archive')), gate),
    here: Date.now,
    monotonic: () => performance.now(),
    newId: () => randomBytes(6).toString('hex'),
    stillMay: () => Promise.resolve(true),
    onFault: (fault) => faults.push(fault),
  });
  gateway.watcher.start();
  await until('the first picture', 10_000, () => (watch.board.polledAt === null ? undefined : true));
  return {
    desk,
    watch,
    faults,
    async die() {
      gate.freeze();
      await gateway.close();
      await store.close();
    },
    async close() {
      await desk.jobs.close();
      await gateway.close();
      await store.close();
    },
  };
}
