import type { DeleteEntriesCall } from '@weir/domain/actions/entry-calls';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { SAME_STREAM_LUA, seenText } from './same-stream-lua.ts';

// ARGV[5] the ids, [6] the stream as the plan saw it. One XDEL each: it alone tells whether that entry was there.
const ACT = `${ID_LUA}local seen_text = ARGV[6]
${SAME_STREAM_LUA}
for id in string.gmatch(ARGV[5], '%S+') do
  result.looked = result.looked + 1
  if change('XDEL', key, id) == 1 then
    result.done, result.reached = result.done + 1, id
  else skip(id, 'g') end
end
`;

export const deleteEntries: Stepper<DeleteEntriesCall> = {
  script: stepScript(ACT),
  mostEntries: 1_000,
  length: ({ ids }) => ids.length,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ ids, seen }, from, size) => [ids.slice(from, from + size).join(' '), seenText(seen)],
};
