import type { Gateway, PollTick } from '@weir/domain/connections/gateway';
import type { GroupObservation } from '@weir/domain/groups/group-observation';
import type { StreamObservation } from '@weir/domain/streams/stream-observation';
import { until } from '../../../../../tools/proofs/until.ts';
import { startRedis, type RedisRig } from '../../../../../tools/rig/redis-rig.ts';
import { openGateway, type GatewaySettings } from '../../gateway.ts';
import { parseRedisUrl } from '../../links/redis-address.ts';

export interface Watched {
  readonly rig: RedisRig;
  readonly gateway: Gateway;
  readonly ticks: PollTick[];
  stream(name: string): StreamObservation | undefined;
  group(stream: string, group?: string): GroupObservation | undefined;
  /** Waits until the observation says so. */
  sees<T>(what: string, look: () => T | undefined | false, withinMs?: number): Promise<T>;
  /** Waits for this many more polls. */
  polls(count: number): Promise<void>;
}

const opened: { close(): Promise<void> }[] = [];

/** Ends every gateway and server that `watch` opened. */
export async function closeAll(): Promise<void> {
  for (const each of opened.splice(0)) await each.close();
}

/** A Redis of its own, filled by `prepare`, and a gateway that watches it with a quick pace and much budget. */
export async function watch(
  prepare: (rig: RedisRig) => Promise<unknown>,
  settings: Partial<GatewaySettings> = {},
  args: readonly string[] = [],
): Promise<Watched> {
  const rig = await startRedis({ args });
  await prepare(rig);
  const gateway = openGateway({
    address: parseRedisUrl(rig.url),
    pollIntervalMs: 100,
    budget: { coreShare: 0.2, commandsPerSecond: 100_000, bytesPerSecond: 64 * 1_024 * 1_024 },
    patterns: [],
    names: [],
    readOnly: true,
    ...settings,
  });
  opened.push({
    async close() {
      await gateway.close();
      await rig.stop();
    },
  });
  const ticks: PollTick[] = [];
  gateway.watcher.onTick((tick) => ticks.push(tick));
  gateway.watcher.start();
  const stream = (name: string): StreamObservation | undefined => gateway.watcher.observations.get(name);
  return {
    rig,
    gateway,
    ticks,
    stream,
    group: (name, group = 'g') => stream(name)?.groups.find((each) => each.group === group),
    sees: (what, look, withinMs = 8_000) => until(what, withinMs, () => look() || undefined, 20),
    async polls(count) {
      const goal = ticks.length + count;
      await until(`${count} polls`, 10_000, () => ticks.length >= goal || undefined, 10);
    },
  };
}

/** Entries 1-0, 2-0, … */
export async function fill(rig: RedisRig, stream: string, entries: number, body = 'v'): Promise<void> {
  const adds = Array.from({ length: entries }, (_, at) => rig.call('XADD', stream, `${at + 1}-0`, 'f', body));
  await Promise.all(adds);
}
