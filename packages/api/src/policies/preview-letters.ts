import { lettersOfPolicy } from '@weir/domain/policies/letters-of-policy';
import type { LetterSettings } from '@weir/domain/policies/policy';
import type { GroupForecast, PolicyPlanAnswer } from '@weir/domain/wire/policy-answers';
import type { Visitor } from '../access/visitor.ts';
import { describePlan } from '../act/describe-plan.ts';
import type { Watch } from '../observe/watch.ts';
import { type PolicyTools, type RunTarget, targetsOf } from './policy-tools.ts';

const MOST_PLANNED = 10;
const SAMPLE = 10;

/** What a dead-letter policy would put aside now, of each group, with nothing written to Redis. */
export async function previewLetters(
  tools: PolicyTools,
  watch: Watch,
  settings: LetterSettings,
  visitor: Visitor,
): Promise<Pick<PolicyPlanAnswer, 'groupCount' | 'groups'>> {
  const targets = targetsOf(tools, watch, settings);
  const groups: GroupForecast[] = [];
  for (const target of targets.slice(0, MOST_PLANNED)) {
    groups.push(await groupForecast(tools, watch, settings, target, visitor));
  }
  return { groupCount: targets.length, groups };
}

async function groupForecast(
  { desk }: PolicyTools,
  watch: Watch,
  settings: LetterSettings,
  { stream, group }: RunTarget,
  { actor }: Visitor,
): Promise<GroupForecast> {
  const name = group ?? '';
  const none = (because: string) => ({ stream, group: name, plan: null, because, sample: [] });
  const facts = await watch.gateway.look.stream(stream);
  if (facts === 'none') return none('The stream is not there.');
  if (facts === 'not-a-stream') return none('This key holds something other than a stream.');
  if (!facts.groups.some((each) => each.group === name)) return none(`The stream has no group ${name}.`);
  const input = lettersOfPolicy(settings, facts, name, '');
  if (typeof input === 'string') return none(input);
  const plan = await desk.plans.begin(input, actor).ready;
  const frozen = await desk.tools.journal.frozen(plan.planId, 0, SAMPLE);
  // It is shown and never applied: a run makes its own.
  await desk.plans.discard(plan.planId);
  const sample = frozen.map(({ id, deliveries, consumer }) => ({ id, deliveries, consumer }));
  return { stream, group: name, plan: describePlan(watch, plan), because: '', sample };
}
