import { getUntypedClient } from '@trpc/client';
import type { ActionInput } from '@weir/domain/actions/action-input';
import type { ApplyAnswer, JobDetail, PlanAnswer } from '@weir/domain/wire/action-answers';
import { useMemo } from 'react';
import { useTRPCClient } from '../../../app/trpc.ts';

export interface ApplyRequest {
  readonly planId: string;
  readonly reason?: string | undefined;
  readonly confirmName?: string | undefined;
  /** Makes it safe to ask again: an equal key is answered, not done a second time. */
  readonly key: string;
}

/** The procedures a change goes through. */
export interface ActionsClient {
  plan(input: ActionInput): Promise<PlanAnswer>;
  planned(planId: string): Promise<PlanAnswer>;
  discard(planId: string): Promise<unknown>;
  apply(request: ApplyRequest): Promise<ApplyAnswer>;
  job(jobId: string): Promise<JobDetail>;
}

export function useActionsClient(): ActionsClient {
  const client = useTRPCClient();
  return useMemo(() => {
    const untyped = getUntypedClient(client);
    // Sound: these are the answers the procedures of these names declare.
    return {
      plan: (input) => untyped.mutation('actions.plan', { ...input, wait: false }) as Promise<PlanAnswer>,
      planned: (planId) => untyped.query('actions.planned', { planId }) as Promise<PlanAnswer>,
      discard: (planId) => untyped.mutation('actions.discard', { planId }),
      apply: (request) => untyped.mutation('actions.apply', request) as Promise<ApplyAnswer>,
      job: (jobId) => untyped.query('jobs.get', { jobId }) as Promise<JobDetail>,
    };
  }, [client]);
}
