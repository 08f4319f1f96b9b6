import type { PendingListAnswer } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { roleCovers } from '../access/role.ts';
import { findWatch } from '../connections/find-watch.ts';
import { listPending } from '../pending/list-pending.ts';
import { entryId, groupInput, milliseconds, optionalName, page } from './input.ts';

export const pendingRouter = router({
  list: procedureFor('viewer')
    .input(
      groupInput.extend({
        consumer: optionalName,
        minIdleMs: milliseconds.optional(),
        maxIdleMs: milliseconds.optional(),
        minDeliveries: z.int().min(0).optional(),
        from: entryId.optional(),
        to: entryId.optional(),
        ...page,
      }),
    )
    .query(({ ctx, input }): Promise<PendingListAnswer> => {
      const mayRead = ctx.visitor !== null && roleCovers(ctx.visitor.role, 'reader');
      return listPending(findWatch(ctx.watches, input.connection), input, mayRead);
    }),
});
