import type { Call, CallOutcome, Changer } from '@weir/domain/actions/call';
import type { StopSign } from '@weir/domain/actions/stop-sign';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { Watch } from '../observe/watch.ts';

/**
 * The only place that has Redis changed. What comes here is in the journal and in the audit log already. `resume` = this
 * call may have run before: what Redis remembers of it decides where it goes on.
 */
export function perform(watch: Watch, call: Call, resume: boolean, signal: StopSign): Promise<CallOutcome> {
  return changerOf(watch).run(call, { resume, signal });
}

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
