import type { StreamFacts } from '@weir/domain/actions/look';
import type { Plan } from '@weir/domain/actions/plan';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { decideLetters } from '@weir/domain/policies/decide-letters';
import { decideRun } from '@weir/domain/policies/decide-run';
import type { Fence } from '@weir/domain/policies/lease';
import { lettersOfPolicy } from '@weir/domain/policies/letters-of-policy';
import { actorOf, type Policy } from '@weir/domain/policies/policy';
import type { PolicyRun } from '@weir/domain/policies/policy-run';
import { runFacts } from '@weir/domain/policies/run-facts';
import { trimOfPolicy } from '@weir/domain/policies/trim-of-policy';
import { findWatch } from '../connections/find-watch.ts';
import { addPolicyEvent } from '../events/policy-event.ts';
import { isPassing, type PolicyTools, type RunTarget } from './policy-tools.ts';
import { settleRun } from './settle-runs.ts';
import { stopPolicy } from './save-policy.ts';

// Enough for the seven runs that are compared, with held ones between them.
const EARLIER = 40;

/**
 * One run of a policy on one stream or group: planned like any other change, looked at beside the runs before, and carried
 * out by the act desk, which looks at everything again. Rejects with what passes by itself (Redis away, somebody else at work).
 */
export async function runOnTarget(
  tools: PolicyTools,
  policy: Policy,
  { stream, group }: RunTarget,
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
    group,
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
  if (group !== null && !found.groups.some((each) => each.group === group)) {
    return over({ ...blank, outcome: 'refused', sentence: `The stream has no group ${group}.` });
  }
  const facts = runFacts(found);
  const earlier = (await book.runs({ policyId: policy.policyId, stream, group, limit: EARLIER })).filter(
    ({ fingerprint, outcome }) => fingerprint === policy.fingerprint && outcome !== null,
  );
  const input = inputOf(policy, found, group);
  if (typeof input === 'string') return refused({ ...blank, facts, sentence: input });
  const plan = await desk.plans.begin(input, actorOf(policy)).ready.catch(lasting);
  const { settings } = policy;
  if (plan instanceof ConsoleError) {
    const run = { ...blank, facts, sentence: plan.sentence };
    // Entries that can be put nowhere are not tried again and again.
    return settings.does === 'trim' ? refused(run) : stopped(run);
  }
  const { go, heldBy, sentence } =
    settings.does === 'trim'
      ? decideRun(settings, plan, facts, earlier, here())
      : decideLetters(plan, facts, earlier, here());
  const run: PolicyRun = { ...blank, planId: plan.planId, facts, heldBy, sentence };
  if (go === 'run') {
    await book.addRun(run, fence);
    return carryOut(run, plan);
  }
  await desk.plans.discard(plan.planId);
  if (go === 'stopped') return stopped(run);
  if (go !== 'nothing' && go !== earlier[0]?.outcome) addPolicyEvent(watch, policy, { stream, group }, go, sentence);
  return over({ ...run, outcome: go });

  async function over(run: PolicyRun): Promise<PolicyRun['outcome']> {
    await book.addRun({ ...run, endedAt: here() }, fence);
    return run.outcome;
  }

  async function stopped(run: PolicyRun): Promise<PolicyRun['outcome']> {
    // Changed or switched off meanwhile: what it is now decides, at its next look.
    if (!(await stopPolicy(tools, policy, { stream, group }, run.sentence))) return null;
    addPolicyEvent(watch, policy, { stream, group }, 'stopped', run.sentence);
    return over({ ...run, outcome: 'stopped' });
  }

  async function refused(run: PolicyRun): Promise<PolicyRun['outcome']> {
    if (earlier[0]?.outcome !== 'refused') addPolicyEvent(watch, policy, { stream, group }, 'refused', run.sentence);
    return over({ ...run, outcome: 'refused' });
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

/** What does not pass by itself is how the run ends. */
function lasting(error: unknown): ConsoleError {
  if (!(error instanceof ConsoleError) || isPassing(error)) throw error;
  return error;
}

function inputOf({ settings, reason }: Policy, facts: StreamFacts, group: string | null) {
  if (settings.does === 'trim') return trimOfPolicy(settings, facts.stream, facts.length);
  if (group === null) throw new Error('a dead-letter policy runs on groups');
  return lettersOfPolicy(settings, facts, group, reason);
}
