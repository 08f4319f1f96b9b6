import type { CreateGroupCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_LUA } from './group-lua.ts';

const ACT = `grows = true
need_stream()
${GROUP_LUA}
if group_facts() then refuse('WEIR-GROUPEXISTS') end
if reads ~= '' and counted then change('XGROUP', 'CREATE', key, group, position, 'ENTRIESREAD', reads)
else change('XGROUP', 'CREATE', key, group, position) end
result.done, result.looked, result.reached, result.complete = 1, 1, position, true
`;

/** Never with MKSTREAM: a group is made beside the entries it is to read, or not at all. */
export const createGroup: Stepper<CreateGroupCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, position, entriesRead }) => [
    nameArgument(group),
    position,
    entriesRead === null ? '' : String(entriesRead),
    '',
  ],
};
