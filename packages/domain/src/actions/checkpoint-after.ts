import type { Call, CallResult } from './call.ts';
import type { Checkpoint } from './work.ts';

/**
 * The checkpoint behind a call that ran. A call that was stopped half way covers fewer entries than it was meant to: of
 * a frozen set those that were done or skipped, one by one and in order.
 */
export function checkpointAfter(before: Checkpoint, call: Call, result: CallResult): Checkpoint {
  return {
    number: call.number,
    position: before.position + (isOfFrozenSet(call) ? result.done + result.skipped.length : result.looked),
    reached: result.reached ?? before.reached,
    more: result.more,
    done: before.done + result.done,
    skipped: before.skipped + result.skipped.length,
    bytes: before.bytes + result.bytes,
  };
}

function isOfFrozenSet(call: Call): boolean {
  return call.kind === 'claim' || call.kind === 'acknowledge';
}
