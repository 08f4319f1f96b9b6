import type { Policy, PolicySettings } from '@weir/domain/policies/policy';
import type { PoliciesAnswer, PolicyPlanAnswer } from '@weir/domain/wire/policy-answers';
import type { Visitor } from '../access/visitor.ts';
import { describePolicies } from './describe-policies.ts';
import type { PolicyTools } from './policy-tools.ts';
import { previewPolicy } from './preview-policy.ts';
import { resumePolicies } from './resume-policies.ts';
import { removePolicy, savePolicy, type SaveRequest } from './save-policy.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** Everything about policies: what is asked of them, and when they run. */
export interface PolicyDesk {
  readonly tools: PolicyTools;
  readonly scheduler: Scheduler;
  list(connection: string): Promise<PoliciesAnswer>;
  plan(settings: PolicySettings, visitor: Visitor): Promise<PolicyPlanAnswer>;
  save(request: SaveRequest, visitor: Visitor): Promise<Policy>;
  remove(policyId: string, reason: string, visitor: Visitor, origin: string): Promise<void>;
  /** Lets policies go on that were held up. */
  resume(reason: string, visitor: Visitor, origin: string): Promise<void>;
}

export function createPolicyDesk(tools: PolicyTools): PolicyDesk {
  return {
    tools,
    scheduler: createScheduler(tools),
    list: (connection) => describePolicies(tools, connection),
    plan: (settings, visitor) => previewPolicy(tools, settings, visitor),
    save: (request, visitor) => savePolicy(tools, request, visitor),
    remove: (policyId, reason, visitor, origin) => removePolicy(tools, policyId, reason, visitor, origin),
    resume: (reason, visitor, origin) => resumePolicies(tools, reason, visitor, origin),
  };
}
