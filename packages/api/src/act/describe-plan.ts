import type { Plan } from '@weir/domain/actions/plan';
import type { PlanAnswer, ReadyPlan } from '@weir/domain/wire/action-answers';
import type { Watch } from '../observe/watch.ts';
import { reasonNeeded } from './apply-plan.ts';
import { definitionOf } from './definition-of.ts';
import type { Planning } from './plan-room.ts';

export function describePlan(watch: Watch, plan: Plan): ReadyPlan {
  return {
    state: 'ready',
    planId: plan.planId,
    fingerprint: plan.fingerprint,
    kind: plan.kind,
    title: plan.title,
    input: plan.input,
    expiresAt: plan.expiresAt,
    seenAt: plan.seenAt,
    affects: plan.affects,
    groups: plan.groups,
    warnings: plan.warnings,
    commands: plan.commands,
    preview: plan.preview,
    confirm: {
      risk: definitionOf(plan.kind).risk(plan.input, plan.work),
      label: plan.title,
      typeName: plan.typeName,
      reasonNeeded: reasonNeeded(watch),
    },
    doneBefore: plan.doneBefore ?? false,
    refusal: plan.refusal,
  };
}

export function describeCounting({ planId, input, looked }: Planning): PlanAnswer {
  const of = 'group' in input ? `${input.group} on ${input.stream}` : input.stream;
  return { state: 'counting', planId, looked, what: `Looking at ${of}` };
}
