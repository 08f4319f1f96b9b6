import { ConsoleError } from '@weir/domain/errors/console-error';
import type { TrackedGroup, TrackedStream } from '../observe/tracked.ts';
import type { Watch } from '../observe/watch.ts';

/** The stream on the board; asking for it also keeps its details fresh for a while. */
export function knownStream(watch: Watch, stream: string): TrackedStream {
  const tracked = watch.board.streams.get(stream);
  if (tracked === undefined) throw new ConsoleError('not-found', notThere(watch, 'stream'));
  watch.gateway.watcher.look(stream);
  return tracked;
}

export interface KnownGroup {
  readonly stream: TrackedStream;
  readonly group: TrackedGroup;
}

export function knownGroup(watch: Watch, stream: string, group: string): KnownGroup {
  const trackedStream = knownStream(watch, stream);
  const trackedGroup = trackedStream.groups.get(group);
  if (trackedGroup === undefined) throw new ConsoleError('not-found', notThere(watch, 'group'));
  return { stream: trackedStream, group: trackedGroup };
}

// "Not there" may only be said by a picture that is whole.
function notThere(watch: Watch, what: 'stream' | 'group'): string {
  if (watch.board.polledAt === null) return 'Nothing was read from this Redis yet.';
  if (!watch.board.summary.discovery.complete)
    return `No ${what} of that name was found so far; the search still runs.`;
  return `There is no ${what} of that name.`;
}
