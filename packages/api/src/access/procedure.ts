import { initTRPC, TRPCError } from '@trpc/server';
import { ConsoleError } from '@weir/domain/errors/console-error';
import { codeOf, failureOf } from './failure.ts';
import type { RequestContext } from './request-context.ts';
import { type Role, roleCovers } from './role.ts';

/** Every procedure declares who may call it; `anyone` is for signing in alone. */
export interface Right {
  readonly needs: Role | 'anyone';
}

const t = initTRPC
  .context<RequestContext>()
  .meta<Right>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const failure = failureOf(error);
      return {
        code: shape.code,
        message: failure.sentence,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, ...failure },
      };
    },
  });

export const router = t.router;

// A ConsoleError thrown below gets the status that belongs to its reason; everything else stays a plain 500.
const translated = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof ConsoleError) {
    throw new TRPCError({ code: codeOf(result.error.cause.reason), cause: result.error.cause });
  }
  return result;
});

// Deny by default: a procedure without a declared right answers nobody.
const permitted = t.middleware(async ({ ctx, meta, next }) => {
  if (meta?.needs === 'anyone') return next({ ctx });
  if (ctx.visitor === null) throw new ConsoleError('not-signed-in', 'Sign in first.');
  if (meta === undefined || !roleCovers(ctx.visitor.role, meta.needs)) {
    throw new ConsoleError('not-permitted', `This needs the role ${meta?.needs ?? 'of nobody'}.`);
  }
  return next({ ctx: { ...ctx, visitor: ctx.visitor } });
});

// Never reached without a visitor, for `permitted` comes first; says so to the compiler.
const signedIn = t.middleware(({ ctx, next }) => {
  if (ctx.visitor === null) throw new ConsoleError('not-signed-in', 'Sign in first.');
  return next({ ctx: { ...ctx, visitor: ctx.visitor } });
});

const guarded = t.procedure.use(translated).use(permitted);

/** May be called without a session. */
export const openProcedure = guarded.meta({ needs: 'anyone' });
/** May be called by whoever has at least this role. */
export function procedureFor(needs: Role) {
  return guarded.use(signedIn).meta({ needs });
}
