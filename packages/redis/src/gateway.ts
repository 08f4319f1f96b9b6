import type { Gateway } from '@weir/domain/connections/gateway';
import { createLineSource } from './archive/line-source.ts';
import { createChanger } from './changes/changer.ts';
import { Link } from './links/link.ts';
import type { RedisAddress } from './links/redis-address.ts';
import { createLook } from './look/look.ts';
import { createPages } from './pages/pages.ts';
import { createQueuedReader } from './pages/queued-reader.ts';
import { Poller } from './poll/poller.ts';
import type { PollSettings } from './poll/poll-settings.ts';

export interface GatewaySettings extends PollSettings {
  readonly address: RedisAddress;
  /** True: the connection that could change anything is not even opened. */
  readonly readOnly: boolean;
}

/**
 * Opens one Redis on separate connections for polling, pages, plans and changes. Comes back at once and never throws:
 * connecting begins with `watcher.start()`, and how it goes shows in `watcher.link`.
 */
export function openGateway(settings: GatewaySettings): Gateway {
  const poll = new Link(settings.address, 'poll');
  const read = new Link(settings.address, 'read', { lead: poll });
  // Its own connection: a page would count the bytes of a long walk as its own.
  const look = new Link(settings.address, 'read', { lead: poll });
  const calmly = createQueuedReader(look);
  const write = settings.readOnly ? undefined : new Link(settings.address, 'write', { lead: poll });
  const watcher = new Poller(poll, settings);
  read.connect();
  look.connect();
  write?.connect();
  return {
    watcher,
    pages: createPages(read),
    look: createLook(look, calmly),
    lines: createLineSource(look),
    changer: write === undefined ? undefined : createChanger(write, calmly),
    async close() {
      await watcher.close();
      await Promise.all([poll.close(), read.close(), look.close(), write?.close()]);
    },
  };
}
