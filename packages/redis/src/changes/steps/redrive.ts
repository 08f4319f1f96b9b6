import type { RedriveCall } from '@weir/domain/actions/letter-calls';
import { ORIGIN_FIELDS } from '@weir/domain/dead-letters/origin-fields';
import { nameArgument } from '../name-argument.ts';
import type { Perform, Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { MOVE_LUA } from './move-lua.ts';
import { passing } from './passage.ts';

const NAMES = ORIGIN_FIELDS.map((name) => `'${name}'`).join(', ');
const ADDED = ORIGIN_FIELDS.length * 2;

/*
 * ARGV[5] '1' = the target may be created, [6] the ids. They are removed when all were added. What Weir put behind the
 * fields of an entry when it was dead-lettered is taken off again; what others wrote stays as it is.
 */
const ACT = `${MOVE_LUA}
need_stream()
need_target(ARGV[5] == '1')
local added = {${NAMES}}
local function own(words)
  local n = #words - ${ADDED}
  if n < 0 then return end
  for at, name in ipairs(added) do if words[n + at * 2 - 1] ~= name then return end end
  -- An entry has one field at least: of what had none before, nothing is taken.
  if n == 0 then return end
  for at = #words, n + 1, -1 do words[at] = nil end
end
local ids, chosen, entries = {}, {}, {}
for id in string.gmatch(ARGV[6], '%S+') do ids[#ids + 1] = id end
for place, id in ipairs(ids) do
  local words, bytes = payload(id, #ids - place + 1)
  if words then
    weigh(words, bytes, place)
    own(words)
    chosen[#chosen + 1], entries[#entries + 1] = id, words
  else skip(id, 'g') end
end
for _, words in ipairs(entries) do add(words) end
if #chosen > 0 then change('XDEL', key, unpack(chosen)) end
result.done, result.looked = #chosen, #ids
`;

const inOneStep: Stepper<RedriveCall> = {
  script: stepScript(ACT),
  mostEntries: 500,
  length: ({ entries }) => entries.length,
  keys: ({ stream, to }) => [nameArgument(stream), nameArgument(to)],
  args: ({ entries, create }, from, size) => [
    create ? '1' : '0',
    entries
      .slice(from, from + size)
      .map(({ id }) => id)
      .join(' '),
  ],
};

export const redrive: Perform<RedriveCall> = passing({
  stepper: inOneStep,
  absent: 'g',
  release: {
    lua: `
  if redis.call('XDEL', source, ARGV[from + 1]) == 0 then return 'g' end
  return nil`,
    args: (_call, { id }) => [id],
  },
  words: (words) => {
    const begin = words.length - ADDED;
    const isOurs = begin > 0 && ORIGIN_FIELDS.every((name, at) => words[begin + at * 2]?.equals(Buffer.from(name)));
    return isOurs ? words.slice(0, begin) : words;
  },
});
