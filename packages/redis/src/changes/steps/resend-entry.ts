import type { ResendEntryCall } from '@weir/domain/actions/letter-calls';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';

/*
 * KEYS[2] is the target, KEYS[3] the stream of the entry this one is made of, named only when it is needed. ARGV[5] '1'
 * = the target may be created, [6] '1' = the entry is removed, [7] its id, [8] how each field is given, 'v' = name and
 * value follow, or the place of the field to keep; from [9] on names and values.
 */
const ACT = `
grows = true
local source = KEYS[3]
local kind = redis.call('TYPE', key).ok
if kind == 'none' then
  if ARGV[5] ~= '1' then refuse('WEIR-NOTARGET') end
elseif kind ~= 'stream' then refuse('WEIR-TARGETNOTSTREAM') end
local entry
if source then
  if redis.call('TYPE', source).ok ~= 'stream' then refuse('WEIR-NOSTREAM') end
  local found = redis.call('XRANGE', source, ARGV[7], ARGV[7], 'COUNT', 1)[1]
  if not found then refuse('WEIR-ENTRYGONE') end
  entry = found[2]
end
local words, at = {}, 9
for how in string.gmatch(ARGV[8], '%S+') do
  local name, value
  if how == 'v' then
    name, value = ARGV[at], ARGV[at + 1]
    at = at + 2
  else name, value = entry[how * 2 + 1], entry[how * 2 + 2] end
  words[#words + 1] = name
  words[#words + 1] = value
end
for _, word in ipairs(words) do result.bytes = result.bytes + #word end
change('XADD', key, '*', unpack(words))
if ARGV[6] == '1' then change('XDEL', source, ARGV[7]) end
result.done, result.looked = 1, 1
`;

export const resendEntry: Stepper<ResendEntryCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys: ({ stream, to, fields, remove }) => {
    const needsSource = remove || fields.some((field) => 'keep' in field);
    return needsSource ? [nameArgument(to), nameArgument(stream)] : [nameArgument(to)];
  },
  args: ({ create, entry, fields, remove }) => [
    create ? '1' : '0',
    remove ? '1' : '0',
    entry,
    fields.map((field) => ('keep' in field ? String(field.keep) : 'v')).join(' '),
    ...fields.flatMap((field) => ('keep' in field ? [] : field.map(nameArgument))),
  ],
};
