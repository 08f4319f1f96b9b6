import type { GroupAnswer, GroupDetail, Listed } from '@weir/domain/wire/answers';
import { procedureFor, router } from '../access/procedure.ts';
import { findWatch } from '../connections/find-watch.ts';
import { describeGroup } from '../groups/describe-group.ts';
import { listGroups } from '../groups/list-groups.ts';
import { connectionInput, groupInput, listing, optionalName } from './input.ts';

export const groupsRouter = router({
  list: procedureFor('viewer')
    .input(connectionInput.extend({ stream: optionalName, ...listing }))
    .query(({ ctx, input }): Listed<GroupAnswer> => listGroups(findWatch(ctx.watches, input.connection), input)),

  get: procedureFor('viewer')
    .input(groupInput)
    .query(({ ctx, input }): GroupDetail => describeGroup(findWatch(ctx.watches, input.connection), input)),
});
