import type { Link } from '../links/link.ts';
import { createReadQueue } from './read-queue.ts';
import { createReader, type Reader } from './reader.ts';

// Plans and jobs of a few people at most; each waits for the answer of its last read before it asks again.
const MAX_WAITING = 200;

/** A reader that lets one read after the other onto the link, so that several users of it can share it. */
export function createQueuedReader(link: Link): Reader {
  const read = createReader(link);
  const queue = createReadQueue(MAX_WAITING);
  return (commands, bounds) => queue(() => read(commands, bounds));
}
