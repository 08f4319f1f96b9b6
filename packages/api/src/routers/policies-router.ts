import type { Listed } from '@weir/domain/wire/answers';
import { policySettings } from '@weir/domain/policies/policy';
import type { PoliciesAnswer, PolicyPlanAnswer, PolicyRunAnswer } from '@weir/domain/wire/policy-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { runAnswer } from '../policies/describe-policies.ts';
import { connectionInput, optionalName } from './input.ts';

const policyId = z.string().min(1).max(80);
const reason = z.string().max(1_000).default('');

export const policiesRouter = router({
  list: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): Promise<PoliciesAnswer> => ctx.policies.list(input.connection)),

  plan: procedureFor('viewer')
    .input(z.strictObject({ settings: policySettings }))
    .mutation(({ ctx, input }): Promise<PolicyPlanAnswer> => ctx.policies.plan(input.settings, ctx.visitor)),

  save: procedureFor('maintainer')
    .input(
      z.strictObject({
        policyId: policyId.optional(),
        settings: policySettings,
        on: z.boolean(),
        seen: z.string().max(80).optional(),
        reason,
        confirmName: z.string().max(1_000_000).optional(),
      }),
    )
    .mutation(async ({ ctx, input }): Promise<{ readonly policyId: string; readonly state: string }> => {
      const saved = await ctx.policies.save({ ...input, origin: ctx.origin }, ctx.visitor);
      return { policyId: saved.policyId, state: saved.state };
    }),

  remove: procedureFor('maintainer')
    .input(z.strictObject({ policyId, reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly policyId: string }> => {
      await ctx.policies.remove(input.policyId, input.reason, ctx.visitor, ctx.origin);
      return { policyId: input.policyId };
    }),

  runs: procedureFor('viewer')
    .input(
      z.strictObject({
        connection: z.string().max(200),
        policyId: policyId.optional(),
        stream: optionalName,
        limit: z.int().min(1).max(500).default(100),
        cursor: z.string().max(80).nullish(),
      }),
    )
    .query(async ({ ctx, input }): Promise<Listed<PolicyRunAnswer>> => {
      const { connection, limit, cursor } = input;
      const runs = await ctx.policies.tools.book.runs({
        connection,
        ...(input.policyId === undefined ? {} : { policyId: input.policyId }),
        ...(input.stream === undefined ? {} : { stream: input.stream }),
        limit: limit + 1,
        ...(cursor ? { before: cursor } : {}),
      });
      const items = runs.slice(0, limit).map(runAnswer);
      return { items, nextCursor: runs.length > limit ? (items.at(-1)?.runId ?? null) : null };
    }),

  /** After the clock jumped: somebody looked, and policies go on. */
  resume: procedureFor('maintainer')
    .input(z.strictObject({ reason }))
    .mutation(async ({ ctx, input }): Promise<{ readonly heldUp: null }> => {
      await ctx.policies.resume(input.reason, ctx.visitor, ctx.origin);
      return { heldUp: null };
    }),
});
