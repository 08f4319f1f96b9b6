import type { AddEntryCall } from '@weir/domain/actions/entry-calls';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { TARGET_LUA } from './target-lua.ts';

// ARGV[5] '1' = the stream may be created, [6] id or '*', from [7] on names and values.
const ACT = `${ID_LUA}${TARGET_LUA}
local id = ARGV[6]
if id ~= '*' and top and not less(top, id) then refuse('WEIR-IDTOOLOW') end
result.reached = change('XADD', key, id, unpack(ARGV, 7))
result.done, result.looked, result.complete = 1, 1, true
`;

export const addEntry: Stepper<AddEntryCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ create, id, fields }) => [create ? '1' : '0', id ?? '*', ...fields.flat().map(nameArgument)],
};
