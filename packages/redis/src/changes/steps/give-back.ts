import type { GiveBackCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { BEFORE_LUA, beforeText } from './before-text.ts';
import { ID_LUA } from './id-lua.ts';
import { PRESENT_LUA } from './is-there-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';

/*
 * ARGV[#ARGV] is what the entries were like before. Only what is still as it was left is touched, and nothing is forced:
 * what is not pending stays so.
 */
const ACT = `${ID_LUA}${SEEN_LUA}${PRESENT_LUA}${BEFORE_LUA}
local next_before, kept_ids, ids, todo = before_of(ARGV[#ARGV]), {}, {}, {}
for _, id in ipairs(keep) do kept_ids[id] = true end
for id in string.gmatch(ARGV[10], '%S+') do
  local owner, count, at = next_before()
  ids[#ids + 1] = id
  if kept_ids[id] then todo[#todo + 1] = {id = id, place = #ids, owner = owner, count = count, at = at} end
end
restore(ids, todo, false)
`;

export const giveBack: Stepper<GiveBackCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  endsItself: true,
  length: ({ returns }) => returns.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args({ group, returns, idleAnew }, from, size) {
    const some = returns.slice(from, from + size);
    const left = some.map((each) => each.left);
    const before = beforeText(
      some.map((each) => each.before),
      idleAnew,
    );
    return [...seenArguments(group, left, 0, size), before];
  },
};
