import type { MovePositionCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_LUA } from './group-lua.ts';
import { ID_LUA } from './id-lua.ts';

/*
 * A group that is at work reads on between the plan and the step. Where it is moved to was fixed by the plan; what must
 * still hold is that it was not moved back by somebody else, and that a move forward is none back by now.
 */
const ACT = `need_stream()
${ID_LUA}${GROUP_LUA}
local facts = group_facts()
if not facts then refuse('WEIR-NOGROUP') end
local current = value_of(facts, 'last-delivered-id')
local may_read_on = ARGV[9] == '1'
if not may_read_on and current ~= seen then refuse('WEIR-MOVED') end
if less(current, seen) or (less(seen, position) and not less(current, position)) then refuse('WEIR-MOVED') end
result.before = stand(facts)
if reads ~= '' and counted then change('XGROUP', 'SETID', key, group, position, 'ENTRIESREAD', reads)
else change('XGROUP', 'SETID', key, group, position) end
result.done, result.looked, result.reached, result.complete = 1, 1, position, true
`;

export const movePosition: Stepper<MovePositionCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, seen, position, entriesRead, mayReadOn = false }) => [
    nameArgument(group),
    position,
    entriesRead === null ? '' : String(entriesRead),
    seen,
    mayReadOn ? '1' : '',
  ],
};
