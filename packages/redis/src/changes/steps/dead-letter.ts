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
local chosen, rows, entries = {}, {}, {}
local place, next_id = 0, string.gmatch(ARGV[10], '%S+')
for at, id in ipairs(keep) do
  repeat place = place + 1 until next_id() == id
  local found = call('XRANGE', key, id, id)[1]
  if found then
    result.bytes = result.bytes + weigh(found[2], place)
    chosen[#chosen + 1], rows[#rows + 1], entries[#entries + 1] = id, taken[at], found[2]
  else skip(id, 'p') end
end
local moment = string.format('%.0f', clock())
for at, words in ipairs(entries) do
  local row, n = rows[at], #words
  words[n + 1], words[n + 2] = '${ORIGIN_FIELDS[0]}', key
  words[n + 3], words[n + 4] = '${ORIGIN_FIELDS[1]}', chosen[at]
  words[n + 5], words[n + 6] = '${ORIGIN_FIELDS[2]}', group
  words[n + 7], words[n + 8] = '${ORIGIN_FIELDS[3]}', row[2]
  words[n + 9], words[n + 10] = '${ORIGIN_FIELDS[4]}', string.format('%.0f', row[4])
  words[n + 11], words[n + 12] = '${ORIGIN_FIELDS[5]}', moment
  words[n + 13], words[n + 14] = '${ORIGIN_FIELDS[6]}', reason
  add(words)
end
if #chosen > 0 then result.done = change('XACK', key, group, unpack(chosen)) end
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
