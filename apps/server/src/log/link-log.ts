import type { LinkState } from '@weir/domain/connections/link-state';
import type { Log } from './create-log.ts';

interface Outage {
  readonly said: Set<string>;
  saidAt: number;
  /** Attempts that had failed when something was said last. */
  attempts: number;
}

// A Redis that is away for a weekend must not fill the disk.
const AGAIN_MS = 30_000;

/**
 * Writes what becomes of the links: that one is down once, with each new reason, after that every 30 s at most with how
 * often it was tried meanwhile; and that it is back. `now` is this machine's clock, epoch ms.
 */
export function createLinkLog(log: Log, now: () => number): (connection: string, link: LinkState) => void {
  const outages = new Map<string, Outage>();

  function noteDown(connection: string, link: LinkState & { state: 'down' }): void {
    // A try that has only begun is no news.
    if (link.nextTryAt === null) return;
    const at = now();
    const outage = outages.get(connection) ?? { said: new Set(), saidAt: 0, attempts: 0 };
    outages.set(connection, outage);
    const isNew = !outage.said.has(link.sentence);
    if (!isNew && at - outage.saidAt < AGAIN_MS) return;
    const tried = link.attempts - outage.attempts;
    const fields = { connection, state: link.state, reason: link.reason, attempts: link.attempts };
    const times = `Tried ${tried} more ${tried === 1 ? 'time' : 'times'} in ${Math.round((at - outage.saidAt) / 1000)} s.`;
    log.warn(fields, isNew ? link.sentence : `${link.sentence} ${times}`);
    outage.said.add(link.sentence);
    outage.saidAt = at;
    outage.attempts = link.attempts;
  }

  return (connection, link) => {
    switch (link.state) {
      case 'connecting':
        log.debug({ connection, state: link.state }, 'connecting');
        return;
      case 'up': {
        const was = outages.delete(connection);
        log.info({ connection, state: link.state }, was ? 'Redis is back' : 'connected to Redis');
        return;
      }
      case 'down':
        noteDown(connection, link);
        return;
      default:
        link satisfies never;
    }
  };
}
