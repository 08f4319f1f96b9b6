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
local next_before, ids, todo = before_of(ARGV[7]), {}, {}
for id in string.gmatch(ARGV[6], '%S+') do
  local owner, count, at = next_before()
  ids[#ids + 1] = id
  local pending = redis.call('XPENDING', key, group, id, id, 1)[1]
  if pending then skip(id, 'a', pending[2])
  elseif ARGV[8] ~= '1' and less(position, id) then skip(id, 'b')
  elseif not is_there(id) then skip(id, 'p')
  else todo[#todo + 1] = {id = id, place = #ids, owner = owner, count = count, at = at} end
end
restore(ids, todo, true)
`;

export const putBack: Stepper<PutBackCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  endsItself: true,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args({ group, alsoNotPassed, entries, idleAnew }, from, size) {
    const some = entries.slice(from, from + size);
    return [
      nameArgument(group),
      some.map(({ id }) => id).join(' '),
      beforeText(some, idleAnew),
      alsoNotPassed ? '1' : '',
    ];
  },
};
