import type { Plan } from '@weir/domain/actions/plan';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { decideRun } from '@weir/domain/policies/decide-run';
import type { Fence } from '@weir/domain/policies/lease';
import { actorOf, type Policy } from '@weir/domain/policies/policy';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { runFacts } from '@weir/domain/policies/run-facts';
import { trimOfPolicy } from '@weir/domain/policies/trim-of-policy';
import { findWatch } from '../connections/find-watch.ts';
import { addPolicyEvent } from '../events/policy-event.ts';
import type { PolicyTools } from './policy-tools.ts';
import { settleRun } from './settle-runs.ts';
import { stopPolicy } from './save-policy.ts';

// Enough for the seven runs that are compared, with held ones between them.
const EARLIER = 40;

/**
 * One run of a policy on one stream: planned like any other trim, looked at beside the runs before, and carried out by the
 * act desk, which looks at everything again. Rejects with what passes by itself (Redis away, somebody else at work).
 */
export async function runOnStream(
  tools: PolicyTools,
  policy: Policy,
  stream: string,
  dueAt: number,
  fence: Fence,
): Promise<PolicyRun['outcome']> {
  const { desk, book } = tools;
  const { here, newId, watches } = desk.tools;
  const watch = findWatch(watches, policy.settings.connection);
  const blank: PolicyRun = {
    runId: `run-${newId()}`,
    policyId: policy.policyId,
    fingerprint: policy.fingerprint,
    connection: watch.id,
    stream,
    dueAt,
    begunAt: here(),
    endedAt: null,
    planId: null,
    jobId: null,
    auditId: null,
    outcome: null,
    removed: 0,
    freedBytes: null,
    heldBy: null,
    sentence: '',
    facts: null,
  };
  const found = await watch.gateway.look.stream(stream);
  if (typeof found === 'string') {
    const sentence = found === 'none' ? 'The stream is not there.' : 'This key holds something other than a stream.';
    return over({ ...blank, outcome: 'refused', sentence });
  }
  const facts = runFacts(found);
  const earlier = (await book.runs({ policyId: policy.policyId, stream, limit: EARLIER })).filter(
    ({ fingerprint, outcome }) => fingerprint === policy.fingerprint && outcome !== null,
  );
  const plan = await planFor(tools, policy, stream, facts.length);
  const { go, heldBy, sentence } = decideRun(policy.settings, plan, facts, earlier, here());
  const run: PolicyRun = { ...blank, planId: plan.planId, facts, heldBy, sentence };
  if (go === 'run') {
    await book.addRun(run, fence);
    return carryOut(run, plan);
  }
  await desk.plans.discard(plan.planId);
  if (go === 'stopped') await stopPolicy(tools, policy, stream, sentence);
  if (go !== 'nothing' && go !== earlier[0]?.outcome) addPolicyEvent(watch, policy, stream, go, sentence);
  return over({ ...run, outcome: go });

  async function over(run: PolicyRun): Promise<PolicyRun['outcome']> {
    await book.addRun({ ...run, endedAt: here() }, fence);
    return run.outcome;
  }

  async function carryOut(run: PolicyRun, { planId, typeName }: Plan): Promise<PolicyRun['outcome']> {
    const { reason } = policy;
    const request = { planId, reason, confirmName: typeName ?? undefined, origin: 'Weir itself', fence };
    try {
      const answer = await desk.apply(request, { actor: actorOf(policy), role: 'maintainer' });
      if (answer.jobId !== null) return await settleRun(tools, run, answer.jobId);
      await end(run, 'refused', answer.sentence);
      return 'refused';
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      // Nothing was begun: the journal refuses as a whole.
      await end(run, error.reason === 'busy' ? 'interrupted' : 'refused', error.sentence);
      if (error.reason === 'busy') throw error;
      return 'refused';
    }
  }

  async function end({ runId, heldBy }: PolicyRun, outcome: 'refused' | 'interrupted', text: string): Promise<void> {
    const none = { jobId: null, auditId: null, removed: 0, freedBytes: null, heldBy };
    await book.endRun(runId, { ...none, outcome, sentence: text, endedAt: here() });
  }
}

async function planFor({ desk }: PolicyTools, policy: Policy, stream: string, length: number): Promise<Plan> {
  const input = trimOfPolicy(policy.settings, stream, length);
  return desk.plans.begin(input, actorOf(policy)).ready;
}
