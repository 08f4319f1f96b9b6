import type { ConsumersAnswer } from '@weir/domain/wire/answers';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { listConsumers } from '../consumers/list-consumers.ts';
import { groupInput, listing } from './input.ts';

export const consumersRouter = router({
  list: procedureFor('viewer')
    .input(groupInput.extend(listing))
    .query(({ ctx, input }): Promise<ConsumersAnswer> =>
      listConsumers(findWatch(ctx.watches, input.connection), input),
    ),
});
