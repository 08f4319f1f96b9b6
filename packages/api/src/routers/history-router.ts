import type { HighestAnswer, HistoryAnswer, PastAnswer, PastConsumersAnswer } from '@weir/domain/wire/history-answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { describeHistory } from '../history/describe-history.ts';
import { pastPicture } from '../history/past-picture.ts';
import { connectionInput, groupInput, milliseconds } from './input.ts';

export const historyRouter = router({
  get: procedureFor('viewer')
    .input(connectionInput)
    .query(({ ctx, input }): Promise<HistoryAnswer> => describeHistory(findWatch(ctx.watches, input.connection))),

  picture: procedureFor('viewer')
    .input(connectionInput.extend({ at: milliseconds }))
    .query(({ ctx, input }): Promise<PastAnswer> =>
      pastPicture(findWatch(ctx.watches, input.connection), ctx.boot, input.at),
    ),

  consumers: procedureFor('viewer')
    .input(groupInput.extend({ at: milliseconds }))
    .query(async ({ ctx, input }): Promise<PastConsumersAnswer> => {
      const { history, id } = findWatch(ctx.watches, input.connection);
      return { items: await history.consumers(id, input.stream, input.group, input.at) };
    }),

  highest: procedureFor('viewer')
    .input(
      connectionInput.extend({
        metric: z.enum(['unread', 'pending', 'behindMs']),
        from: milliseconds,
        to: milliseconds,
        limit: z.int().min(1).max(100).default(20),
      }),
    )
    .query(async ({ ctx, input }): Promise<HighestAnswer> => {
      const { history, id } = findWatch(ctx.watches, input.connection);
      return { items: await history.highest({ ...input, connection: id }) };
    }),
});
