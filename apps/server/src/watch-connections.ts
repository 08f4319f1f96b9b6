import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LinkState } from '@weir/domain/connections/link-state';
import type { LiveHub } from '@weir/api/observe/live-hub';
import { openWatch, type Surroundings } from '@weir/api/observe/open-watch';
import type { Watch } from '@weir/api/observe/watch';
import { openGateway } from '@weir/redis/gateway';
import type { Settings } from './config/settings.ts';
import { faultFields, type Log } from './log/create-log.ts';

// One hour of history of all connections together; the rings get coarser when there are more series than fit.
const HISTORY_BYTES = 256 * 1024 * 1024;

/** Opens a gateway per connection and starts to watch; returns what ends it. Redis need not be there. */
export function watchConnections(
  settings: Settings,
  watches: Map<string, Watch>,
  hub: LiveHub,
  boot: string,
  log: Log,
): () => Promise<void> {
  const around: Surroundings = {
    boot,
    historyBytes: HISTORY_BYTES / settings.connections.length,
    here: Date.now,
    monotonic: () => performance.now(),
    yieldToOthers: () => nextTurn(),
    onPublish: (connection) => hub.publish(connection),
    onLink(connection, link) {
      logLink(log, connection, link);
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

function logLink(log: Log, connection: string, link: LinkState): void {
  if (link.state !== 'down') log.info({ connection, state: link.state }, 'the link changed');
  else log.warn({ connection, state: link.state, reason: link.reason, attempts: link.attempts }, link.sentence);
}
