import type { DeadLetterCall } from '@weir/domain/actions/letter-calls';
import { ORIGIN_FIELDS } from '@weir/domain/dead-letters/origin-fields';
import { nameBytes } from '../../pages/reader.ts';
import { nameArgument } from '../name-argument.ts';
import type { Perform, Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { MOVE_LUA } from './move-lua.ts';
import { passing } from './passage.ts';
import { SEEN_ONE_LUA, seenOneArguments } from './seen-one-lua.ts';
import { seenArguments } from './seen-arguments.ts';
import { SEEN_LUA } from './seen-lua.ts';

/*
 * ARGV[#ARGV] is "create reason". All entries are read and weighed before the first is added; they are acknowledged when
 * all were added. The time is the server's.
 */
const ACT = `${MOVE_LUA}
local own = ARGV[#ARGV]
need_target(string.sub(own, 1, 1) == '1')
${SEEN_LUA}
local reason = string.sub(own, 3)
local count, chosen, rows, entries = 0, {}, {}, {}
local place, next_id = 0, string.gmatch(ARGV[10], '%S+')
for at, id in ipairs(keep) do
  if same then place = at
  else repeat place = place + 1 until next_id() == id end
  local words, bytes = payload(id, #keep - at + 1)
  if words then
    weigh(words, bytes, place)
    count = count + 1
    chosen[count], rows[count], entries[count] = id, taken[at], words
  else skip(id, 'p') end
end
local moment = string.format('%.0f', clock())
-- Entries with as many words share a line: only what differs is written into it anew.
local lines = {}
local function line_for(n)
  local line = {}
  for at = 1, n do line[at] = '' end
  for _, word in ipairs({'${ORIGIN_FIELDS[0]}', key, '${ORIGIN_FIELDS[1]}', '', '${ORIGIN_FIELDS[2]}', group,
    '${ORIGIN_FIELDS[3]}', '', '${ORIGIN_FIELDS[4]}', '', '${ORIGIN_FIELDS[5]}', moment, '${ORIGIN_FIELDS[6]}', reason}) do
    line[#line + 1] = word
  end
  lines[n] = line
  return line
end
local times, said_times
for at, words in ipairs(entries) do
  local row, n = rows[at], #words
  local line = lines[n] or line_for(n)
  for word = 1, n do line[word] = words[word] end
  if row[4] ~= times then times, said_times = row[4], string.format('%.0f', row[4]) end
  line[n + 4], line[n + 8], line[n + 10] = chosen[at], row[2], said_times
  add(line)
end
if count > 0 then result.done = change('XACK', key, group, unpack(chosen)) end
`;

const inOneStep: Stepper<DeadLetterCall> = {
  script: stepScript(ACT),
  mostEntries: 500,
  length: ({ entries }) => entries.length,
  keys: ({ stream, to }) => [nameArgument(stream), nameArgument(to)],
  args({ group, entries, create, reason }, from, size) {
    const own = Buffer.concat([Buffer.from(create ? '1 ' : '0 '), nameBytes(reason)]);
    const text = nameArgument(reason);
    return [
      ...seenArguments(group, entries, from, size),
      typeof text === 'string' ? `${create ? '1' : '0'} ${text}` : own,
    ];
  },
};

/** Entry by entry: what is too large for a script, and what goes to another slot. */
export const deadLetter: Perform<DeadLetterCall> = passing({
  stepper: inOneStep,
  absent: 'p',
  release: {
    lua: `${SEEN_ONE_LUA}
  redis.call('XACK', source, ARGV[from + 1], ARGV[from + 2])
  return nil`,
    args: ({ group }, entry) => seenOneArguments(group, entry),
  },
  words(words, call, entry, at) {
    const origin = [
      nameBytes(call.stream),
      entry.id,
      nameBytes(call.group),
      nameBytes(entry.consumer),
      String(entry.deliveries),
      String(at),
      nameBytes(call.reason),
    ];
    return [...words, ...ORIGIN_FIELDS.flatMap((name, index) => [name, origin[index] ?? ''])];
  },
});
