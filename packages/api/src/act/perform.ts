import type { Call, CallOutcome } from '@weir/domain/actions/call';
import { archivePart } from './archive-part.ts';
import { changerOf } from './changer-of.ts';
import type { Run } from './run.ts';

/**
 * The only place that has Redis changed. What comes here is in the journal and in the audit log already. `resume` = this
 * call may have run before: what Redis remembers of it decides where it goes on. A job without a rate goes gently.
 */
export function perform({ tools, watch, seat }: Run, call: Call, resume: boolean): Promise<CallOutcome> {
  const how = { resume, signal: seat.stop, gently: seat.job.ratePerSecond === null };
  if (call.kind === 'archive') return archivePart(tools, watch, seat.job, call, how);
  return changerOf(watch).run(call, how);
}
