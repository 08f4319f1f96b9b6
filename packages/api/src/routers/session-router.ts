import { ConsoleError } from '@weir/domain/errors/console-error';
import type { SessionAnswer } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { openProcedure, router } from '../access/procedure.ts';
import { sessionAnswer } from '../access/request-context.ts';

export const sessionRouter = router({
  get: openProcedure.query(({ ctx }): SessionAnswer => sessionAnswer(ctx, ctx.visitor)),

  login: openProcedure
    .input(z.strictObject({ code: z.string().min(1).max(200) }))
    .mutation(async ({ ctx, input }): Promise<SessionAnswer> => {
      const visitor = await ctx.signIn(input.code);
      if (visitor === null) {
        throw new ConsoleError(
          'not-signed-in',
          'This link was used already or is too old. Ask for a new one: weir sign-in.',
        );
      }
      return sessionAnswer(ctx, visitor);
    }),

  logout: openProcedure.mutation(async ({ ctx }): Promise<SessionAnswer> => {
    await ctx.signOut();
    return sessionAnswer(ctx, null);
  }),
});
