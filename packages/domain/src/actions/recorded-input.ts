import type { ActionInput } from './action-input.ts';
import type { FieldCondition } from './entry-filter.ts';

export const NOT_KEPT = '(not kept)';

/**
 * The input as plans, jobs and the audit log keep it. What a deletion searched for is often a person's, and would outlive
 * the entries there; the frozen ids are all that is needed to carry it out.
 */
export function recordedInput(input: ActionInput): ActionInput {
  if (input.kind !== 'delete-entries' || 'ids' in input.selection) return input;
  const { filter, ...range } = input.selection.matching;
  const conditions = filter.conditions.map(withoutValue);
  return { ...input, selection: { matching: { ...range, filter: { conditions } } } };
}

function withoutValue(condition: FieldCondition): FieldCondition {
  if ('is' in condition) return { field: condition.field, is: NOT_KEPT };
  return 'contains' in condition ? { field: condition.field, contains: NOT_KEPT } : condition;
}
