import type { RebuildGroupCall } from '@weir/domain/actions/call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { GROUP_LUA } from './group-lua.ts';

/*
 * ARGV[8] is '1' when the group itself is made in this step; behind it the consumers. Consumers count for nothing: what
 * is done are the entries that come after. Servers before 6.2 cannot make a consumer that has nothing.
 */
const ACT = `grows = true
need_stream()
${GROUP_LUA}
local facts = group_facts()
if seen == '1' then
  if facts then refuse('WEIR-GROUPEXISTS') end
  if reads ~= '' and counted then change('XGROUP', 'CREATE', key, group, position, 'ENTRIESREAD', reads)
  else change('XGROUP', 'CREATE', key, group, position) end
elseif not facts then refuse('WEIR-NOGROUP') end
for at = 9, #ARGV do
  local fine, trouble = pcall(change, 'XGROUP', 'CREATECONSUMER', key, group, ARGV[at])
  local text = type(trouble) == 'table' and trouble.err or tostring(trouble)
  if not fine and not string.find(text, 'nknown') then error(trouble) end
end
result.looked = math.max(1, #ARGV - 8)
`;

export const rebuildGroup: Stepper<RebuildGroupCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  length: ({ consumers }) => Math.max(1, consumers.length),
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, position, entriesRead, consumers }, from, size) => [
    nameArgument(group),
    position ?? '0-0',
    entriesRead === null ? '' : String(entriesRead),
    position !== null && from === 0 ? '1' : '',
    ...consumers.slice(from, from + size).map(nameArgument),
  ],
};
