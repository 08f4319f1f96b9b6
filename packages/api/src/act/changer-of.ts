import type { Changer } from '@weir/domain/actions/call';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Watch } from '../observe/watch.ts';

/** The changing side of a connection; a read-only one has none. */
export function changerOf({ gateway, name }: Watch): Changer {
  if (gateway.changer === undefined) {
    throw new ConsoleError(
      'refused',
      `${name} is watched only: Weir was started read-only for it. Nothing was changed.`,
    );
  }
  return gateway.changer;
}
