import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { setPaused } from '../connections/set-paused.ts';
import { connectionInput } from './input.ts';

export interface PollingAnswer {
  readonly paused: boolean;
}

export const pollingRouter = router({
  pause: procedureFor('operator')
    .input(connectionInput)
    .mutation(({ ctx, input }): PollingAnswer => setPaused(findWatch(ctx.watches, input.connection), true)),

  resume: procedureFor('operator')
    .input(connectionInput)
    .mutation(({ ctx, input }): PollingAnswer => setPaused(findWatch(ctx.watches, input.connection), false)),
});
