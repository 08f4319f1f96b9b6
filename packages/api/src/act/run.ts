import type { Call } from '@weir/domain/actions/call';
import { nextCall } from '@weir/domain/actions/next-call';
import type { Checkpoint } from '@weir/domain/actions/work';
import type { JobState } from '@weir/domain/jobs/job';
import type { Watch } from '../observe/watch.ts';
import type { ActTools } from './act-tools.ts';
import { durably } from './durably.ts';
import type { Seat } from './seat.ts';

/** One job being worked on, with all it needs. */
export interface Run {
  readonly tools: ActTools;
  readonly watch: Watch;
  readonly seat: Seat;
  /** This process is about to end. */
  readonly closing: () => boolean;
}

/** The call that follows a checkpoint, of at most `size` entries. */
export function callAfter({ seat, tools }: Run, checkpoint: Checkpoint, size: number): Promise<Call | null> {
  const { job } = seat;
  return nextCall({ ...job, checkpoint }, size, (from, count) => tools.journal.frozen(job.planId, from, count));
}

/** What the journal keeps of a call: entries of a frozen set are there already. */
export function forJournal(call: Call): Call {
  if (call.kind === 'delete-entries') return { ...call, ids: [] };
  if (call.kind === 'archive' && 'ids' in call.which) return { ...call, which: { ids: [] } };
  if (call.kind === 'give-back') return { ...call, returns: [] };
  return 'entries' in call ? { ...call, entries: [] } : call;
}

/** Writes a new state down, once. */
export async function become(run: Run, state: JobState, because: string): Promise<void> {
  const { seat, tools } = run;
  if (seat.job.state === state && seat.job.because === because) return;
  const startedAt = seat.job.startedAt ?? (state === 'running' ? tools.here() : null);
  seat.job = { ...seat.job, state, because, startedAt };
  await durably(seat, run.closing, () => tools.journal.setState(seat.job.jobId, state, because));
  if (because !== '') await note(run, because, state === 'waiting' ? 'warning' : 'note');
}

/** Makes the job stand still until a person says otherwise. */
export async function stand(run: Run, state: 'paused' | 'waiting', because: string): Promise<void> {
  run.seat.wish = 'pause';
  await become(run, state, because);
}

export async function note(run: Run, text: string, level: 'note' | 'warning' = 'note'): Promise<void> {
  const { seat, tools, closing } = run;
  await durably(seat, closing, () => tools.journal.note(seat.job.jobId, { at: tools.here(), level, text }));
}
