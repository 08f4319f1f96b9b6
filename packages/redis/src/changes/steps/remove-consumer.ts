import type { RemoveConsumerCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { PRESENT_LUA } from './is-there-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';
import { withLength, WITH_LENGTH_LUA } from './with-length.ts';

/*
 * ARGV[#ARGV] is "length:name" of the consumer who gets the entries, and behind it of all that are to go; in the calls
 * before the last one those are left out. One entry that is not as seen ends it, and so does one without payload, which
 * XCLAIM would drop. The last step first makes sure that what it is about to move is all they hold: what they read since
 * the plan would be lost with them.
 */
const ACT = `${ID_LUA}${SEEN_LUA}${WITH_LENGTH_LUA}
if #keep ~= n then refuse('WEIR-PENDINGCHANGED') end
if n > 0 then
  ${PRESENT_LUA}
  if #keep ~= n then refuse('WEIR-PAYLOADGONE') end
end
local names = names_in(ARGV[#ARGV])
local target = table.remove(names, 1)
local removes = last and #names > 0
if removes then
  local goes, left = {}, -n
  for _, name in ipairs(names) do goes[name] = true end
  for _, holder in ipairs(redis.call('XPENDING', key, group)[4] or {}) do
    if goes[holder[1]] then left = left + tonumber(holder[2]) end
  end
  if left ~= 0 then refuse('WEIR-STILLHOLDS') end
end
if n > 0 then
  local ids = {}
  for place, id in ipairs(keep) do ids[place] = id end
  ids[#ids + 1] = 'JUSTID'
  result.done = #change('XCLAIM', key, group, target, math.max(0, least), unpack(ids))
end
if removes then
  for _, name in ipairs(names) do change('XGROUP', 'DELCONSUMER', key, group, name) end
  if result.done == 0 then result.done = 1 end
end
`;

export const removeConsumer: Stepper<RemoveConsumerCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  // About 1 ms.
  atLeast: 500,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args({ group, entries, consumers, receiver, last }, from, size) {
    const names = Buffer.concat([receiver ?? '', ...(last ? consumers : [])].map(withLength));
    return [...seenArguments(group, entries, from, size), names];
  },
};
