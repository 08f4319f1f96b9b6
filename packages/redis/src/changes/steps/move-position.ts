import type { MovePositionCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_LUA } from './group-lua.ts';

const ACT = `need_stream()
${GROUP_LUA}
local facts = group_facts()
if not facts then refuse('WEIR-NOGROUP') end
if value_of(facts, 'last-delivered-id') ~= seen then refuse('WEIR-MOVED') end
if reads ~= '' and counted then change('XGROUP', 'SETID', key, group, position, 'ENTRIESREAD', reads)
else change('XGROUP', 'SETID', key, group, position) end
result.done, result.looked, result.reached, result.complete = 1, 1, position, true
`;

export const movePosition: Stepper<MovePositionCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, seen, position, entriesRead }) => [
    nameArgument(group),
    position,
    entriesRead === null ? '' : String(entriesRead),
    seen,
  ],
};
