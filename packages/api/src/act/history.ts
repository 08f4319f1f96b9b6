import type { Lineage, Recalled } from '@weir/domain/actions/call';
import { AT_START, type Checkpoint } from '@weir/domain/actions/work';
import type { Job, SettledCall } from '@weir/domain/jobs/job';

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
 * Where a job goes on after history was lost and a person said so: at what Redis itself remembers. A frozen set is gone
 * through again from its first entry, because each entry is compared with what was seen before anything is done to it.
 */
export function checkpointOf(job: Job, recalled: Recalled): Checkpoint {
  if (!recalled.found) return AT_START;
  const { number, result } = recalled;
  if (job.work.do === 'claim' || job.work.do === 'acknowledge') return { ...AT_START, number };
  return { ...job.checkpoint, number, reached: result.reached, more: true };
}

export const HISTORY_LOST =
  'Redis came back without the newest changes of this job. What it still has of them is whole. Look at what is there, then resume: the job goes on from what Redis remembers.';
