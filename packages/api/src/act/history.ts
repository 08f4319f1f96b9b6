import type { Lineage, Recalled } from '@weir/domain/actions/call';
import { AT_START, type Checkpoint } from '@weir/domain/actions/work';
import type { SettledCall } from '@weir/domain/jobs/job';

/** Another process or another history answers than at the job's newest call. */
export function isAnother(before: Lineage | null, now: Lineage): boolean {
  return before !== null && (before.runId !== now.runId || before.replicationId !== now.replicationId);
}

/**
 * True when Redis no longer has everything the journal knows was done: an older copy, or a failover that lost writes.
 * `newest` is the newest settled call of the job.
 */
export function lostHistory(newest: SettledCall | undefined, recalled: Recalled): boolean {
  if (newest === undefined) return false;
  if (!recalled.found || recalled.number < newest.number) return true;
  const { done, skipped } = recalled.result;
  return recalled.number === newest.number && done + skipped.length < newest.done + newest.skipped.length;
}

/**
 * Where a job goes on after history was lost and a person said so: at what Redis itself remembers. `earlier` = all calls
 * the journal has settled.
 */
export function checkpointOf(earlier: readonly SettledCall[], recalled: Recalled): Checkpoint {
  if (!recalled.found) return AT_START;
  const { number, result } = recalled;
  let { done } = result;
  let skipped = result.skipped.length;
  for (const call of earlier) {
    if (call.number >= number) continue;
    done += call.done;
    skipped += call.skipped.length;
  }
  // Bytes of the calls before are not in the journal: they are counted from here.
  return { number, position: done + skipped, reached: result.reached, more: true, done, skipped, bytes: result.bytes };
}

export const HISTORY_LOST =
  'Redis came back without the newest changes of this job. What it still has of them is whole. Look at what is there, then resume: the job goes on from what Redis remembers.';
