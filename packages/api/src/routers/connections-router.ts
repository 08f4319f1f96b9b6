import type { ConnectionAnswer, Listed } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { describeConnection } from '../connections/describe-connection.ts';
import { findWatch } from '../connections/find-watch.ts';
import { connectionInput } from './input.ts';

export const connectionsRouter = router({
  list: procedureFor('viewer')
    .input(z.strictObject({}).optional())
    .query(({ ctx }): Listed<ConnectionAnswer> => {
      return { items: [...ctx.watches.values()].map(describeConnection), nextCursor: null };
    }),

  retry: procedureFor('operator')
    .input(connectionInput)
    .mutation(({ ctx, input }): ConnectionAnswer => {
      const watch = findWatch(ctx.watches, input.connection);
      watch.gateway.watcher.retryNow();
      return describeConnection(watch);
    }),
});
