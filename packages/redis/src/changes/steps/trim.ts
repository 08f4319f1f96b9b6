import type { TrimCall } from '@weir/domain/actions/call';
import { MOST_CONSUMERS } from '@weir/domain/actions/trim-ignored';
import type { StepRule } from '@weir/domain/actions/trim-rule';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { SAME_STREAM_LUA, seenText } from './same-stream-lua.ts';

/*
 * ARGV[5] rule, [6] its figure, [7] '1' with guard, [8] most entries this call removes, [9] most of this step, [10] '1' for
 * whole nodes only, [11] how long a group was not seen that is not waited for, [12] the last id
 * that may go or '', [13] the stream as the plan saw it, behind it the names of such groups.
 *
 * Everything that decides is read in the script: what a group needs that was made or moved a moment ago counts. A group
 * needs its smallest pending id and all behind its position. Never by length: a length says nothing of which entries go.
 * The bulk goes in whole nodes (MINID ~ with LIMIT, which reads no entry); of the node the bound lies in, the ids in
 * front of the bound are read.
 */
const BOUNDS = `
local MOST_CONSUMERS = ${MOST_CONSUMERS}
local seen_text = ARGV[13]
${SAME_STREAM_LUA}
local rule, figure, guard = ARGV[5], ARGV[6], ARGV[7] == '1' or ARGV[5] == 'needed'
local length = redis.call('XLEN', key)
local function next_id(id)
  local ms, seq = string.match(id, '^(%d+)%-(%d+)$')
  local function next_text(text)
    local at, out = #text, ''
    while at > 0 and string.sub(text, at, at) == '9' do at, out = at - 1, out .. '0' end
    if at == 0 then return '1' .. out end
    return string.sub(text, 1, at - 1) .. (tonumber(string.sub(text, at, at)) + 1) .. out
  end
  if seq ~= '18446744073709551615' then return ms .. '-' .. next_text(seq) end
  if ms ~= '18446744073709551615' then return next_text(ms) .. '-0' end
  return id
end
local behind_all = next_id(top)
local aim, most = behind_all, math.min(tonumber(ARGV[8]) - was.done, tonumber(ARGV[9]))
local keeps = 0
if rule == 'newest' then
  keeps = tonumber(figure)
  most = math.min(most, length - keeps)
elseif rule == 'from' then aim = figure
elseif rule == 'younger' then
  local now = redis.call('TIME')
  local ms = now[1] * 1000 + math.floor(now[2] / 1000)
  local function is_time(id)
    local part = tonumber(string.match(id, '^(%d+)'))
    return part >= 1262304000000 and part <= ms + 86400000
  end
  local first = field_of(info, 'first-entry')
  if first and not (is_time(first[1]) and is_time(top)) then refuse('WEIR-NOTTIMES') end
  aim = string.format('%.0f-0', math.max(0, ms - tonumber(figure)))
end
if ARGV[12] ~= '' and less(next_id(ARGV[12]), aim) then aim = next_id(ARGV[12]) end
local bound, holder = aim, ''
local ignored = {}
for at = 14, #ARGV do ignored[ARGV[at]] = true end
-- Whoever called since the plan was made is waited for again.
local function unseen(group)
  if not ignored[field_of(group, 'name')] then return false end
  local consumers = field_of(group, 'consumers')
  if consumers == 0 or consumers > MOST_CONSUMERS then return false end
  for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', key, field_of(group, 'name'))) do
    if field_of(consumer, 'idle') < tonumber(ARGV[11]) then return false end
  end
  return true
end
if guard then
  local groups = redis.call('XINFO', 'GROUPS', key)
  if rule == 'needed' and #groups == 0 then refuse('WEIR-NOGROUPS') end
  for _, group in ipairs(groups) do
    local needs = next_id(field_of(group, 'last-delivered-id'))
    if field_of(group, 'pending') > 0 then
      local oldest = redis.call('XPENDING', key, field_of(group, 'name'), '-', '+', 1)[1]
      if oldest and less(oldest[1], needs) then needs = oldest[1] end
    end
    if less(needs, bound) and not unseen(group) then bound, holder = needs, field_of(group, 'name') end
  end
end
`;

const ACT = `${ID_LUA}${BOUNDS}
local function xtrim(...)
  local fine, reply = pcall(change, 'XTRIM', key, 'MINID', ...)
  if fine then return reply end
  local text = type(reply) == 'table' and reply.err or tostring(reply)
  if string.find(text, 'syntax') and not changed then refuse('WEIR-NOMINID') end
  error(reply)
end
local removed, front, about = 0, field_of(info, 'first-entry'), ARGV[10] == '1'
if most > 0 and front and less(front[1], bound) then
  removed = xtrim('~', bound, 'LIMIT', most)
  local some = math.min(most - removed, 100)
  if about then
    -- A node may hold more than a step should take; then the node is the step, unless it is a giant.
    local call = math.min(tonumber(ARGV[8]) - was.done, length - keeps, 1000)
    if removed == 0 and call > most then removed = xtrim('~', bound, 'LIMIT', call) end
  elseif some > 0 then
    local rows = redis.call('XRANGE', key, '-', '(' .. bound, 'COUNT', some + 1)
    local upto = rows[some + 1] and rows[some + 1][1] or bound
    if #rows > 0 then removed = removed + xtrim('=', upto) end
  end
end
local left = redis.call('XLEN', key)
local first = left > 0 and redis.call('XRANGE', key, '-', '+', 'COUNT', 1)[1]
result.done, result.looked = removed, removed
if first then result.reached = first[1] end
local wanted = first and left > keeps and less(first[1], aim)
result.more = wanted and less(first[1], bound) and not (about and removed == 0) or false
if wanted and not less(first[1], bound) then result.held = holder end
result.complete = not result.more or was.done + removed >= tonumber(ARGV[8])
`;

export const trim: Stepper<TrimCall> = {
  script: stepScript(ACT),
  // 10,000 small entries leave in well under a millisecond; large ones make the steps shrink.
  mostEntries: 10_000,
  length: () => null,
  keys: ({ stream }) => [nameArgument(stream)],
  args: ({ rule, guard, atMost, about, ignore, upTo, seen }, _from, size) => [
    rule.keep,
    figureOf(rule),
    guard ? '1' : '0',
    String(atMost),
    String(size),
    about === true ? '1' : '0',
    String(ignore?.unseenMs ?? 0),
    upTo ?? '',
    seenText(seen),
    ...(ignore?.groups ?? []).map((group) => nameArgument(group)),
  ],
};

function figureOf(rule: StepRule): string {
  if (rule.keep === 'newest') return String(rule.entries);
  if (rule.keep === 'younger') return String(rule.thanMs);
  return rule.keep === 'from' ? rule.id : '';
}
