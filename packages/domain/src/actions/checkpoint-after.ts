import type { Call, CallResult } from './call.ts';
import type { Archived, Checkpoint } from './work.ts';

/**
 * The checkpoint behind a call that ran. A call that was stopped half way covers fewer entries than it was meant to: of
 * a frozen set those that were done or skipped, one by one and in order.
 */
export function checkpointAfter(before: Checkpoint, call: Call, result: CallResult): Checkpoint {
  if (call.kind === 'archive') return { ...before, number: call.number, archived: archivedAfter(before, result) };
  return {
    ...before,
    number: call.number,
    position: before.position + (isOfFrozenSet(call) ? result.done + result.skipped.length : result.looked),
    reached: result.reached ?? before.reached,
    more: result.more,
    done: before.done + result.done,
    skipped: before.skipped + result.skipped.length,
    bytes: before.bytes + result.bytes,
    ...(result.before === undefined ? {} : { before: result.before }),
  };
}

function archivedAfter({ archived }: Checkpoint, result: CallResult): Archived {
  // Called off before its part was begun.
  if (result.looked === 0 && result.more) return archived ?? NOTHING_ARCHIVED;
  const before = archived ?? NOTHING_ARCHIVED;
  return {
    parts: before.parts + 1,
    entries: before.entries + (result.archived ?? result.looked),
    bytes: before.bytes + result.bytes,
    looked: before.looked + result.looked,
    upTo: result.reached ?? before.upTo,
    complete: !result.more,
  };
}

const NOTHING_ARCHIVED: Archived = { parts: 0, entries: 0, bytes: 0, looked: 0, upTo: null, complete: false };
// Making a group anew comes in front of its entries and is none of them.
const OF_FROZEN_SET: ReadonlySet<Call['kind']> = new Set([
  'claim',
  'acknowledge',
  'dead-letter',
  'redrive',
  'delete-entries',
  'give-back',
  'put-back',
  'rebuild-group',
]);

function isOfFrozenSet(call: Call): boolean {
  return OF_FROZEN_SET.has(call.kind);
}
