import type { ClaimCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { PRESENT_LUA } from './is-there-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';

/*
 * ARGV[#ARGV] is "mode consumer". Nothing is forced and no time is given: what is not pending stays so. What XCLAIM left
 * out in spite of all that was looked at is said, too.
 */
const ACT = `${ID_LUA}${SEEN_LUA}
local mode, consumer = string.sub(ARGV[#ARGV], 1, 1), string.sub(ARGV[#ARGV], 3)
${PRESENT_LUA}
local idle = #keep > 0 and math.max(0, least) or 0
local function claim(ids, deliveries)
  local total = #ids
  if deliveries then
    ids[total + 1], ids[total + 2] = 'RETRYCOUNT', string.format('%.0f', deliveries)
  end
  ids[#ids + 1] = 'JUSTID'
  local got = change('XCLAIM', key, group, consumer, idle, unpack(ids))
  result.done = result.done + #got
  if #got == total then return end
  local have = {}
  for _, id in ipairs(got) do have[id] = true end
  for place = 1, total do if not have[ids[place]] then skip(ids[place], 'p') end end
end
if #keep > 0 then
  if mode == 'k' then claim(keep)
  else
    local by, order = {}, {}
    for place, id in ipairs(keep) do
      local count = taken[place][4]
      if not by[count] then
        by[count] = {}
        order[#order + 1] = count
      end
      table.insert(by[count], id)
    end
    -- 2^63 - 1, as after XNACK FATAL, is the most there can be.
    for _, count in ipairs(order) do claim(by[count], count < 9007199254740992 and count + 1 or nil) end
  end
end
`;

export const claim: Stepper<ClaimCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args({ group, consumer, deliveries, entries }, from, size) {
    const name = nameArgument(consumer);
    const mode = deliveries === 'keep' ? 'k ' : 'a ';
    const own = typeof name === 'string' ? mode + name : Buffer.concat([Buffer.from(mode), name]);
    return [...seenArguments(group, entries, from, size), own];
  },
};
