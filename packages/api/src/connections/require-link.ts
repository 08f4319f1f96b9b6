import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Watch } from '../observe/watch.ts';

/** Refuses at once, with the reason, what would otherwise wait for a Redis that is not there. */
export function requireLink(watch: Watch): void {
  const { link } = watch.gateway.watcher;
  if (link.state === 'up') return;
  throw new ConsoleError(
    'not-connected',
    link.state === 'down' ? link.sentence : 'Weir is connecting to this Redis. Try again in a moment.',
  );
}
