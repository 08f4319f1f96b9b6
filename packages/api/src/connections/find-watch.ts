import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Watch } from '../observe/watch.ts';

export function findWatch(watches: ReadonlyMap<string, Watch>, connection: string): Watch {
  const watch = watches.get(connection);
  if (watch === undefined)
    throw new ConsoleError('not-found', 'There is no connection of that name. connections.list names them.');
  return watch;
}
