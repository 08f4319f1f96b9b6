import type { EventsAnswer } from '@weir/domain/wire/answers';
import { EVENT_KINDS } from '@weir/domain/wire/live-frame';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { listEvents } from '../events/list-events.ts';
import { connectionInput, listing, milliseconds, optionalName } from './input.ts';

export const eventsRouter = router({
  list: procedureFor('viewer')
    .input(
      connectionInput.extend({
        stream: optionalName,
        group: optionalName,
        kinds: z.array(z.enum(EVENT_KINDS)).min(1).optional(),
        from: milliseconds.optional(),
        to: milliseconds.optional(),
        ...listing,
      }),
    )
    .query(({ ctx, input }): Promise<EventsAnswer> => listEvents(findWatch(ctx.watches, input.connection), input)),
});
