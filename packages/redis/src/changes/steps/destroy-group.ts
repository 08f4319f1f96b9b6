import type { DestroyGroupCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_FACTS_LUA } from './group-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';

/*
 * ARGV[#ARGV] is "seen pending" in the last call, else ''. Each step compares its part of the pending list; one entry that
 * is not as seen ends it. The very last step compares the position and the length of the list, too, and destroys the
 * group in the same breath: whatever was delivered, acknowledged or claimed away since then is noticed. Up to 500
 * entries are compared and destroyed as one.
 */
const ACT = `${SEEN_LUA}${GROUP_FACTS_LUA}
if #keep ~= n then refuse('WEIR-PENDINGCHANGED') end
if last and ARGV[#ARGV] ~= '' then
  local seen, pending = string.match(ARGV[#ARGV], '^(%S+) (%d+)$')
  local facts = group_facts()
  if not facts then refuse('WEIR-NOGROUP') end
  if value_of(facts, 'last-delivered-id') ~= seen then refuse('WEIR-READON') end
  if value_of(facts, 'pending') ~= tonumber(pending) then refuse('WEIR-PENDINGCHANGED') end
  result.before = stand(facts)
  change('XGROUP', 'DESTROY', key, group)
  result.done = 1
end
`;

export const destroyGroup: Stepper<DestroyGroupCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  // 0.4 ms or so.
  atLeast: 500,
  length: ({ entries }) => entries.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, entries, seen, pending, last }, from, size) => [
    ...seenArguments(group, entries, from, size),
    last ? `${seen} ${pending}` : '',
  ],
};
