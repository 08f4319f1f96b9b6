import type { PutBackCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { BEFORE_LUA, beforeText } from './before-text.ts';
import { ID_LUA } from './id-lua.ts';
import { IS_THERE_LUA } from './is-there-lua.ts';

/*
 * ARGV[5] group, [6] the ids, [7] what they were like, [8] '1' = also what the group has not passed. Here alone XCLAIM is told FORCE, which makes pending what is not.
 * So each entry is looked at first: one that is pending belongs to somebody, one behind the position is going to be read
 * anyway, and one without payload Redis would take into the list (up to 6.2) or drop (from 7.0 on).
 */
const ACT = `${ID_LUA}
need_stream()
local group = ARGV[5]
${BEFORE_LUA}
local position
for _, facts in ipairs(redis.call('XINFO', 'GROUPS', key)) do
  if field_of(facts, 'name') == group then position = field_of(facts, 'last-delivered-id') end
end
if not position then refuse('WEIR-NOGROUP') end
${IS_THERE_LUA}
local next_before = before_of(ARGV[7])
for id in string.gmatch(ARGV[6], '%S+') do
  local owner, count, at = next_before()
  result.looked = result.looked + 1
  local pending = redis.call('XPENDING', key, group, id, id, 1)[1]
  if pending then skip(id, 'a', pending[2])
  elseif ARGV[8] ~= '1' and less(position, id) then skip(id, 'b')
  elseif not is_there(id) then skip(id, 'p')
  else restore(id, owner, count, at, true) end
end
restore_run(true)
result.done = restored
`;

export const putBack: Stepper<PutBackCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args({ group, alsoNotPassed, entries }, from, size) {
    const some = entries.slice(from, from + size);
    return [nameArgument(group), some.map(({ id }) => id).join(' '), beforeText(some), alsoNotPassed ? '1' : ''];
  },
};
