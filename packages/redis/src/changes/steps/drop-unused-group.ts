import type { DropUnusedGroupCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_LUA } from './group-lua.ts';

const ACT = `need_stream()
${GROUP_LUA}
local facts = group_facts()
if not facts then refuse('WEIR-NOGROUP') end
if value_of(facts, 'last-delivered-id') ~= position then refuse('WEIR-GROUPUSED') end
if value_of(facts, 'pending') > 0 or value_of(facts, 'consumers') > 0 then refuse('WEIR-GROUPUSED') end
change('XGROUP', 'DESTROY', key, group)
result.done, result.looked, result.complete = 1, 1, true
`;

/** Destroys a group only while it is as it was made. */
export const dropUnusedGroup: Stepper<DropUnusedGroupCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, position }) => [nameArgument(group), position, '', ''],
};
