import { actionInput } from '@weir/domain/actions/action-input';
import { z } from 'zod';

/**
 * What actions.plan takes: the fields of one action, and `wait`. With it the answer comes when the plan is ready (or
 * after 25 s), without it after a second at most.
 */
export const planInput = z
  .looseObject({ kind: z.string(), wait: z.boolean().default(true) })
  .transform(({ wait, ...fields }, context) => {
    const action = actionInput.safeParse(fields);
    if (action.success) return { wait, action: action.data };
    for (const issue of action.error.issues) {
      context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
    }
    return z.NEVER;
  });
