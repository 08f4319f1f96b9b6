import type { EntryAnswer, EntryInGroupsAnswer, Listed } from '@weir/domain/wire/answers';
import { z } from 'zod';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { entryInGroups } from '../entries/entry-in-groups.ts';
import { listEntries } from '../entries/list-entries.ts';
import { entryId, page, streamInput } from './input.ts';

export const entriesRouter = router({
  list: procedureFor('reader')
    .input(
      streamInput.extend({
        from: entryId.optional(),
        to: entryId.optional(),
        direction: z.enum(['asc', 'desc']).default('desc'),
        ...page,
      }),
    )
    .query(({ ctx, input }): Promise<Listed<EntryAnswer>> =>
      listEntries(findWatch(ctx.watches, input.connection), input),
    ),

  inGroups: procedureFor('viewer')
    .input(streamInput.extend({ id: entryId }))
    .query(({ ctx, input }): Promise<EntryInGroupsAnswer> =>
      entryInGroups(findWatch(ctx.watches, input.connection), input),
    ),
});
