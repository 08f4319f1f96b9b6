import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LiveHub } from '@weir/api/observe/live-hub';
import { openWatch, type Surroundings } from '@weir/api/observe/open-watch';
import type { Watch } from '@weir/api/observe/watch';
import type { History } from '@weir/domain/history/history';
import { openGateway } from '@weir/redis/gateway';
import type { Settings } from './config/settings.ts';
import { faultFields, type Log } from './log/create-log.ts';
import { createLinkLog } from './log/link-log.ts';

// One hour of history of all connections together; the rings get coarser when there are more series than fit.
const HISTORY_BYTES = 256 * 1024 * 1024;

/** Opens a gateway per connection and starts to watch; returns what ends it. Redis need not be there. */
export function watchConnections(
  settings: Settings,
  watches: Map<string, Watch>,
  hub: LiveHub,
  history: History,
  boot: string,
  log: Log,
): () => Promise<void> {
  const noteLink = createLinkLog(log, Date.now);
  const around: Surroundings = {
    boot,
    historyBytes: HISTORY_BYTES / settings.connections.length,
    history,
    here: Date.now,
    monotonic: () => performance.now(),
    yieldToOthers: () => nextTurn(),
    onPublish: (connection) => hub.publish(connection),
    onLink(connection, link) {
      noteLink(connection, link);
      hub.publishLink(connection, link);
    },
    onFault: (connection, fault) => log.error({ connection, ...faultFields(fault) }, 'a poll could not be taken in'),
  };
  for (const connection of settings.connections) {
    const { id, name, kind, address, names, patterns, readOnly } = connection;
    const gateway = openGateway({
      address,
      names,
      patterns,
      readOnly,
      pollIntervalMs: settings.pollIntervalMs,
      budget: settings.budget,
    });
    watches.set(id, openWatch({ id, name, kind, address: address.label, readOnly }, gateway, around));
    gateway.watcher.start();
  }
  return async () => {
    await Promise.all([...watches.values()].map(({ gateway }) => gateway.close()));
  };
}
