import type { Pages } from '@weir/domain/connections/gateway';
import type { Link } from '../links/link.ts';
import { readEntries } from './entries-page.ts';
import { readInGroups } from './entry-in-groups.ts';
import { createPace } from './pace.ts';
import { readPending } from './pending-page.ts';
import { createReadQueue } from './read-queue.ts';
import { createReader } from './reader.ts';
import { createShortMemory } from './short-memory.ts';
import { readWaitingTimes } from './waiting-times.ts';

export interface PagesOptions {
  /** How long the same page is answered from memory, ms. */
  readonly keepMs?: number;
  /** Reads that may wait for their turn before more are turned away. */
  readonly maxWaiting?: number;
}

/**
 * Pages over the read plane. Uses that connection alone: nobody else may send on `link`. Every call is bounded in rows,
 * bytes and time; failures are ConsoleError.
 */
export function createPages(link: Link, options: PagesOptions = {}): Pages {
  const read = createReader(link);
  const queue = createReadQueue(options.maxWaiting ?? 32);
  // 16 pages of at most 4 MiB each.
  const once = createShortMemory(options.keepMs ?? 1_000, 16);
  const pace = createPace();
  return {
    entries: (request) => once(keyOf('entries', request), () => queue(() => readEntries(read, request, pace))),
    pending: (request) => once(keyOf('pending', request), () => queue(() => readPending(read, request, pace))),
    inGroups: (request) => once(keyOf('in-groups', request), () => queue(() => readInGroups(read, request))),
    waitingTimes: (request) => once(keyOf('waiting', request), () => queue(() => readWaitingTimes(read, request))),
  };
}

// The fields in one order, so that two callers who wrote them differently share an answer.
function keyOf(procedure: string, request: object): string {
  return JSON.stringify([procedure, Object.entries(request).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
