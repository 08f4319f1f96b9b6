import type { CreateConsumerCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';

/* ARGV[5] group, [6] the consumer. One that is there already stays as it is. Servers before 6.2 have no such command. */
const ACT = `grows = true
need_stream()
local fine, trouble = pcall(change, 'XGROUP', 'CREATECONSUMER', key, ARGV[5], ARGV[6])
if not fine then
  local text = type(trouble) == 'table' and trouble.err or tostring(trouble)
  -- NOGROUP says the names, too, and those may hold any word.
  if not string.find(text, 'NOGROUP', 1, true) and string.find(text, 'nknown') then refuse('WEIR-NOCREATECONSUMER') end
  error(trouble)
end
result.done, result.looked, result.complete = 1, 1, true
`;

export const createConsumer: Stepper<CreateConsumerCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ group, consumer }) => [nameArgument(group), nameArgument(consumer)],
};
