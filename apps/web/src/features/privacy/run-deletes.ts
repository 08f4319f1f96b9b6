import type { ApplyAnswer, JobDetail } from '@weir/domain/wire/action-answers';
import { failureOf } from '../../app/trpc.ts';
import type { ActionsClient, ApplyRequest } from '../actions/parts/actions-client.ts';
import { hasEnded } from '../actions/parts/job-view.ts';
import { randomKey } from '../actions/parts/random-key.ts';
import type { DeleteState, ToDelete } from './request-rows.ts';

const LOOK_AGAIN_MS = 700;
const WAIT_MS = 1_500;

export interface DeleteRun {
  readonly client: Pick<ActionsClient, 'apply' | 'job'>;
  readonly deletes: readonly ToDelete[];
  readonly reason: string;
  /** No further stream is begun; the one under way goes on. */
  readonly stop: AbortSignal;
  /** Nobody looks any more. */
  readonly left: AbortSignal;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly tell: (stream: string, deletion: DeleteState) => void;
}

/** Applies the plans one after the other: the next one begins when the job of the one before has ended. */
export async function runDeletes(run: DeleteRun): Promise<void> {
  for (const { stream, plan } of run.deletes) {
    if (run.stop.aborted || run.left.aborted) return;
    const { typeName } = plan.confirm;
    const request = {
      planId: plan.planId,
      reason: run.reason,
      key: randomKey(),
      ...(typeName === null ? {} : { confirmName: typeName }),
    };
    run.tell(stream, { at: 'sending' });
    try {
      const answer = await applied(run, stream, request);
      if (answer === null) return;
      if (answer.jobId === null) run.tell(stream, { at: 'refused', sentence: answer.sentence });
      else await follow(run, stream, answer.jobId);
    } catch (error) {
      run.tell(stream, { at: 'refused', sentence: failureOf(error).sentence });
    }
  }
}

/** A lost reply is asked for again under the same key, which does nothing twice; null = nobody waits for it any more. */
async function applied(run: DeleteRun, stream: string, request: ApplyRequest): Promise<ApplyAnswer | null> {
  for (let again = false; !run.left.aborted; again = true) {
    try {
      return await run.client.apply(request);
    } catch (error) {
      const { reason } = failureOf(error);
      if (reason !== 'unreachable' && reason !== 'timed-out' && !(again && reason === 'busy')) throw error;
      run.tell(stream, { at: 'checking' });
      await run.pause(WAIT_MS);
    }
  }
  return null;
}

async function follow({ client, left, pause, tell }: DeleteRun, stream: string, jobId: string): Promise<void> {
  let job: JobDetail | null = null;
  while (!left.aborted) {
    try {
      job = await client.job(jobId);
    } catch {
      // It goes on without being watched; what was last seen of it stands until Weir answers again.
    }
    tell(stream, { at: 'begun', jobId, job });
    if (job !== null && hasEnded(job)) return;
    await pause(LOOK_AGAIN_MS);
  }
}
