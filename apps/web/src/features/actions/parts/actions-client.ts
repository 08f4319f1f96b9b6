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
  return useMemo(
    () => ({
      plan: (input) => client.actions.plan.mutate({ ...input, wait: false }),
      planned: (planId) => client.actions.planned.query({ planId }),
      discard: (planId) => client.actions.discard.mutate({ planId }),
      apply: (request) => client['actions.apply'].mutate(request),
      job: (jobId) => client.jobs.get.query({ jobId }),
    }),
    [client],
  );
}
