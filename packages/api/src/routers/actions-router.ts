import type { ActionInput } from '@weir/domain/actions/action-input';
import type { ActionKind } from '@weir/domain/actions/action-kind';
import { ConsoleError } from '@weir/domain/errors/console-error';
import type { ApplyAnswer, PlanAnswer } from '@weir/domain/wire/action-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { roleCovers } from '../access/role.ts';
import type { Visitor } from '../access/visitor.ts';
import { pause } from '../act/act-tools.ts';
import { describeCounting, describePlan } from '../act/describe-plan.ts';
import { planInput } from '../act/plan-input.ts';
import { findWatch } from '../connections/find-watch.ts';

const planId = z.string().min(1).max(40);
// A browser asks again; a script that waits gets its answer before its own time is up.
const AT_ONCE_MS = 1_000;
const PATIENT_MS = 25_000;

const SHOWS_ENTRIES: ReadonlySet<ActionKind> = new Set(['replay', 'resend-entry']);

/** Some plans show entries, and a search tells what is in them: who may not read them elsewhere does not read them here. */
function needsReader({ role }: Visitor, wanted: ActionInput): void {
  const searches = wanted.kind === 'delete-entries' && 'matching' in wanted.selection;
  if ((searches || SHOWS_ENTRIES.has(wanted.kind)) && !roleCovers(role, 'reader')) {
    throw new ConsoleError('not-permitted', 'This needs the role reader.');
  }
}

export const actionsRouter = router({
  plan: procedureFor('viewer')
    .input(planInput)
    .mutation(async ({ ctx, input }): Promise<PlanAnswer> => {
      const { wait, action: wanted } = input;
      const watch = findWatch(ctx.watches, wanted.connection);
      needsReader(ctx.visitor, wanted);
      const planning = ctx.desk.plans.begin(wanted, ctx.visitor.actor);
      const plan = await Promise.race([planning.ready, pause(wait ? PATIENT_MS : AT_ONCE_MS)]);
      return plan === undefined ? describeCounting(planning) : describePlan(watch, plan);
    }),

  planned: procedureFor('viewer')
    .input(z.strictObject({ planId }))
    .query(async ({ ctx, input }): Promise<PlanAnswer> => {
      const found = await ctx.desk.plans.find(input.planId);
      if (found === undefined) throw new ConsoleError('not-found', 'This plan is no longer there. Make it again.');
      needsReader(ctx.visitor, found.input);
      if (!('ready' in found)) return describePlan(findWatch(ctx.watches, found.connection), found);
      const plan = await Promise.race([found.ready, pause(AT_ONCE_MS)]);
      return plan === undefined
        ? describeCounting(found)
        : describePlan(findWatch(ctx.watches, found.input.connection), plan);
    }),

  discard: procedureFor('viewer')
    .input(z.strictObject({ planId }))
    .mutation(async ({ ctx, input }): Promise<{ readonly planId: string }> => {
      const { plans } = ctx.desk;
      const actor = (await plans.find(input.planId))?.actor ?? ctx.visitor.actor;
      if (actor !== ctx.visitor.actor && !roleCovers(ctx.visitor.role, 'operator')) {
        throw new ConsoleError('not-permitted', 'Somebody else made this plan. To discard it needs the role operator.');
      }
      await plans.discard(input.planId);
      return input;
    }),
});

/** Stands in the router under its whole name: tRPC keeps `apply` from the keys of a nested one. */
export const applyProcedure = procedureFor('viewer')
  .input(
    z.strictObject({
      planId,
      reason: z.string().max(1_000).default(''),
      confirmName: z.string().max(1_000_000).optional(),
      /** Repeating a request is safe without it: a plan takes effect once. */
      key: z.string().max(100).optional(),
    }),
  )
  .mutation(({ ctx, input }): Promise<ApplyAnswer> => {
    const { planId, reason, confirmName } = input;
    return ctx.desk.apply({ planId, reason, confirmName, origin: ctx.origin }, ctx.visitor);
  });
