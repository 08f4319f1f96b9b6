import type { GroupAnswer } from '@weir/domain/wire/answers';
import { expect } from 'vitest';
import { startRedis, type RedisRig, type RedisRigOptions } from '../../rig/redis-rig.ts';
import { everyPage } from '../every-page.ts';
import { openViewer, type LiveViewer, type SeenRate } from '../live-viewer.ts';
import { until } from '../until.ts';
import { startWeir, type WeirProcess } from '../weir-process.ts';
import { startTraffic, TRAFFIC_PER_SECOND } from './traffic.ts';

const INTERVAL_MS = 1_000;

/** A Redis with traffic, the real server that watches it and a viewer of its picture. */
export interface Watched {
  readonly rig: RedisRig;
  readonly weir: WeirProcess;
  readonly viewer: LiveViewer;
  readonly connection: string;
  rows(): Promise<readonly GroupAnswer[]>;
}

/** Runs `work` once the picture is live and rates stand on it; afterwards no rate may have been absurd. */
export async function withWatched(
  options: { readonly redis?: RedisRigOptions; readonly port?: (rig: RedisRig) => Promise<number> },
  work: (watched: Watched) => Promise<void>,
): Promise<void> {
  const rig = await startRedis(options.redis);
  const endings: (() => Promise<void> | void)[] = [() => rig.stop()];
  try {
    const port = (await options.port?.(rig)) ?? rig.port;
    const traffic = startTraffic(port, 'orders');
    endings.push(() => traffic.stop());
    const weir = await startWeir(`redis://127.0.0.1:${port}`, { WEIR_POLL_INTERVAL_MS: String(INTERVAL_MS) });
    endings.push(() => weir.stop());
    const connection = await weir.connection();
    const viewer = await openViewer(weir, connection);
    endings.push(() => viewer.close());
    const rows = (): Promise<readonly GroupAnswer[]> => everyPage<GroupAnswer>(weir, 'groups.list', { connection });
    await until('rates of the traffic', 30_000, () => (viewer.rates.some(flowing) ? true : undefined));
    await work({ rig, weir, viewer, connection, rows });
    // A counter that went back would show in the rates that come after, not in the picture that comes first.
    const before = viewer.rates.length;
    await until('rates after the fault', 45_000, () =>
      viewer.rates.slice(before).filter(flowing).length >= 8 ? true : undefined,
    );
    expect(viewer.brokenChains).toBe(0);
    expect(viewer.rates.filter(absurd)).toEqual([]);
  } finally {
    for (const end of endings.toReversed()) await end();
  }
}

function flowing({ of, perSecond }: SeenRate): boolean {
  return of === 'orders / g' && perSecond > 5;
}

function absurd({ perSecond }: SeenRate): boolean {
  return !(perSecond >= 0 && perSecond <= 2 * TRAFFIC_PER_SECOND);
}

/** Waits for what an operator must see while nothing comes from Redis: the link down, or a picture that says its age. */
export async function showsStale({ viewer, weir, connection }: Watched, withinMs: number): Promise<void> {
  await until('the picture is stale', withinMs, () => {
    const { summary, link } = viewer;
    const old = summary?.polledAtHere != null && Date.now() - summary.polledAtHere > 3 * INTERVAL_MS;
    return link?.state === 'down' || old ? true : undefined;
  });
  const polledAt = viewer.summary?.polledAt;
  const down = await until('the link is said to be down', withinMs, () =>
    viewer.link?.state === 'down' ? viewer.link : undefined,
  );
  expect(down.sentence).toMatch(/[.!?]$/);
  expect(down.sentence).not.toMatch(/ECONN|EPIPE|ETIMEDOUT|ioredis|retries per request/i);
  expect(viewer.summary?.polledAt).toBe(polledAt);
  const [listed] = (
    await weir.query<{ items: readonly { id: string; state: string }[] }>('connections.list')
  ).items.filter(({ id }) => id === connection);
  expect(listed?.state).toBe('down');
}

/** Waits until the picture lives again; fails when that takes longer than 10 s. Gives back how long it took, ms. */
export async function recovers(
  watched: Watched,
  holds: (rows: readonly GroupAnswer[]) => boolean = ordersAreFlowing(),
): Promise<number> {
  const since = performance.now();
  const before = Date.now();
  await until('the picture lives again', 10_000, async () => {
    const { summary, link } = watched.viewer;
    const polled = summary?.polledAtHere ?? 0;
    return link?.state === 'up' && polled > before && holds(await watched.rows()) ? true : undefined;
  });
  return performance.now() - since;
}

// The traffic runs on, so the group's row must have been read after this moment.
function ordersAreFlowing(): (rows: readonly GroupAnswer[]) => boolean {
  const from = Date.now();
  return (rows) =>
    rows.some((row) => row.stream === 'orders' && row.group === 'g' && row.seenAt > from && row.unread.known);
}
