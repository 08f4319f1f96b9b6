import type { Call, CallOutcome } from '@weir/domain/actions/call';
import { noteOwnChange } from '../observe/own-change.ts';
import { archivePart } from './archive-part.ts';
import { changerOf } from './changer-of.ts';
import { restorePart } from './restore-part.ts';
import type { Run } from './run.ts';

/**
 * The only place that has Redis changed. What comes here is in the journal and in the audit log already. `resume` = this
 * call may have run before: what Redis remembers of it decides where it goes on. A job without a rate goes gently.
 */
export async function perform({ tools, watch, seat }: Run, call: Call, resume: boolean): Promise<CallOutcome> {
  const how = { resume, signal: seat.stop, gently: seat.job.ratePerSecond === null };
  const noteEnd = noteOwnChange(watch, call);
  try {
    if (call.kind === 'archive') return await archivePart(tools, watch, seat.job, call, how);
    if (call.kind === 'restore') return await restorePart(tools, watch, call, how);
    return await changerOf(watch).run(call, how);
  } finally {
    noteEnd();
  }
}
