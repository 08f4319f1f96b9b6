import { bytesFromReadable } from '@weir/domain/names/readable-name';
import {
  LIMIT_BOUNDS,
  type LimitRule,
  SETTABLE_LIMITS,
  type SetLimits,
  type SettableLimit,
} from '@weir/domain/health/limit-rules';
import type { GroupLimitsAnswer, LimitsPreview } from '@weir/domain/wire/health-answers';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { reasonNeeded } from '../act/apply-plan.ts';
import { findWatch } from '../connections/find-watch.ts';
import { groupLimits } from '../health/group-limits.ts';
import { previewLimits } from '../health/preview-limits.ts';
import type { Watch } from '../observe/watch.ts';
import { connectionInput, groupInput } from './input.ts';

const pattern = z
  .string()
  .min(1)
  .max(2_000)
  .refine(
    (text) => bytesFromReadable(text) !== undefined,
    'This is no name pattern: \\ stands before x and two digits, or before another \\.',
  );

// Sound: made of the list of limits itself.
const limits = z.strictObject(
  Object.fromEntries(
    SETTABLE_LIMITS.map((limit) => {
      const [least, most] = LIMIT_BOUNDS[limit];
      return [limit, z.int().min(least).max(most).optional()];
    }),
  ) as Record<SettableLimit, z.ZodOptional<z.ZodInt>>,
);

const reason = z.string().max(1_000).default('');
const rulePlace = { onStream: pattern, onGroup: pattern };

export const healthRulesRouter = router({
  list: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): { readonly items: readonly LimitRule[] } => ({
      items: findWatch(ctx.watches, input.connection).board.limitBook.rules,
    })),

  group: procedureFor('viewer')
    .input(groupInput)
    .query(({ ctx, input }): GroupLimitsAnswer => groupLimits(findWatch(ctx.watches, input.connection), input)),

  preview: procedureFor('viewer')
    .input(groupInput.extend({ ...rulePlace, limits }))
    .query(({ ctx, input }): LimitsPreview =>
      previewLimits(findWatch(ctx.watches, input.connection), {
        stream: input.stream,
        group: input.group,
        pattern: { stream: input.onStream, group: input.onGroup },
        limits: input.limits,
      }),
    ),

  save: procedureFor('maintainer')
    .input(connectionInput.extend({ ...rulePlace, limits, reason }))
    .mutation(({ ctx, input }): Promise<LimitRule> => {
      const watch = findWatch(ctx.watches, input.connection);
      checkReason(watch, input.reason);
      const set: SetLimits = input.limits;
      return ctx.limits.save(
        watch,
        { stream: input.onStream, group: input.onGroup, limits: set },
        { visitor: ctx.visitor, origin: ctx.origin, reason: input.reason },
      );
    }),

  remove: procedureFor('maintainer')
    .input(connectionInput.extend({ ruleId: z.string().min(1).max(40), reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly ruleId: string }> => {
      const watch = findWatch(ctx.watches, input.connection);
      checkReason(watch, input.reason);
      await ctx.limits.remove(watch, input.ruleId, { visitor: ctx.visitor, origin: ctx.origin, reason: input.reason });
      return { ruleId: input.ruleId };
    }),
});

function checkReason(watch: Watch, text: string): void {
  if (reasonNeeded(watch) && text.trim() === '')
    throw new ConsoleError('bad-input', 'On this connection every change needs a reason.');
}
