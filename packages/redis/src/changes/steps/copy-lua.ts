/*
 * Asked before the transaction is begun, and EXEC is sent only when it was answered: what the step is about to add, and
 * where the target ended. A right that is withdrawn while the transaction waits takes both scripts out of it and leaves
 * the XADDs in; what stands here then tells that, and where to look. An intent that stands here for the same step
 * already is left as it is: whether that one ran has to be found out first.
 * ARGV: [1] number of the call, [2] of the step, [3] entries to be added.
 */
export const COPY_OPENS = `
if redis.replicate_commands then redis.replicate_commands() end
local aim = ARGV[1] .. ' ' .. ARGV[2] .. ' '
local stands = redis.call('HMGET', KEYS[1], 'call', 'step', 'open')
local ahead = tonumber(stands[1] or '0') - tonumber(ARGV[1])
if ahead > 0 or (ahead == 0 and tonumber(stands[2]) >= tonumber(ARGV[2])) then return 'past' end
local open = stands[3]
if open and string.sub(open, 1, #aim) == aim then return 'open' end
local ended, added = '-', '-'
if redis.call('TYPE', KEYS[2]).ok == 'stream' then
  local about = redis.call('XINFO', 'STREAM', KEYS[2])
  for at = 1, #about, 2 do
    if about[at] == 'last-generated-id' then ended = about[at + 1] end
    if about[at] == 'entries-added' then added = string.format('%.0f', about[at + 1]) end
  end
end
redis.call('HDEL', KEYS[1], 'open')
redis.call('HSET', KEYS[1], 'open', aim .. ARGV[3] .. ' ' .. ended .. ' ' .. added)
return 'ok'
`;

/** Gives the intent that stands in the mark; writing it again makes a transaction that is still on its way void. */
export const COPY_HOLDS = `
local open = redis.call('HGET', KEYS[1], 'open')
if not open then return '' end
redis.call('HSET', KEYS[1], 'open', open)
return open
`;

/*
 * Ends an intent as it was found out. ARGV: [1] the intent as it was read, then nothing, or what the step did: [2] call,
 * [3] step, [4] done, [5] looked, [6] bytes, [7] last id. That it ended the call is left to the next step.
 */
export const COPY_SETTLES = `
local mark = KEYS[1]
if redis.call('HGET', mark, 'open') ~= ARGV[1] then return 'moved' end
if not ARGV[2] then redis.call('HDEL', mark, 'open') return 'ok' end
if ARGV[3] == '1' then redis.call('DEL', mark) else redis.call('HDEL', mark, 'open') end
redis.call('HSET', mark, 'call', ARGV[2], 'step', ARGV[3], 'complete', '0', 'done', ARGV[4], 'looked', ARGV[5],
  'bytes', ARGV[6], 'reached', ARGV[7], 'more', '1', 'held', '')
return 'ok'
`;

/*
 * The two scripts around the XADDs of one step, all in one transaction. Redis does not take back what went before an
 * XADD that fails inside one, so the mark follows what the target really gained: nothing else can add to it in between.
 * KEYS[1] is the mark, KEYS[2] the target. Sent with their text: in a transaction there is no second try.
 */
export const COPY_BEGINS = `
if redis.replicate_commands then redis.replicate_commands() end
local time = redis.call('TIME')
local length = 0
if redis.call('TYPE', KEYS[2]).ok == 'stream' then length = redis.call('XLEN', KEYS[2]) end
redis.call('HDEL', KEYS[1], 'length')
redis.call('HSET', KEYS[1], 'length', length, 'clock', time[1] .. ' ' .. time[2])
`;

/*
 * ARGV: [1] number of the call, [2] of the step, [3] '1' = the call ends with it, [4] entries to be added, [5] done,
 * [6] looked, [7] bytes before the step, [8] looked, [9] bytes of the step, [10] last id looked at, [11] '1' = there is
 * more, [12] what was left out, [13] the ids added, a line each: id, and where a filter chose them how many were looked
 * at up to there, [14] '1' = each copy has a field more than its source entry.
 */
export const COPY_ENDS = `
if redis.replicate_commands then redis.replicate_commands() end
local mark, to, step, wanted = KEYS[1], KEYS[2], ARGV[2], tonumber(ARGV[4])
local begun = redis.call('HMGET', mark, 'length', 'clock')
if not begun[1] then error('the step did not begin') end
-- First, and not last: it is allowed when memory is used up, and what a script writes behind it is too.
redis.call('HDEL', mark, 'open', 'length', 'clock')
local added = 0
if redis.call('TYPE', to).ok == 'stream' then added = redis.call('XLEN', to) - begun[1] end
if added < wanted and added <= 0 then return 'none' end
local looked, bytes, reached, complete, more = tonumber(ARGV[8]), tonumber(ARGV[9]), ARGV[10], ARGV[3], ARGV[11]
if added < wanted then
  local at = 0
  for id, place in string.gmatch(ARGV[13], '([%d-]+) ?(%d*)\\n') do
    at = at + 1
    if at == added then reached, looked = id, tonumber(place) or added break end
  end
  bytes, complete, more = 0, '0', '1'
  local extra = ARGV[14] == '1'
  for _, entry in ipairs(redis.call('XREVRANGE', to, '+', '-', 'COUNT', added)) do
    local words = #entry[2]
    if extra then words = words - 2 end
    for word = 1, words do bytes = bytes + #entry[2][word] end
  end
end
if step == '1' then redis.call('DEL', mark) end
redis.call('HSET', mark, 'call', ARGV[1], 'step', step, 'complete', complete, 'done', ARGV[5] + added,
  'looked', ARGV[6] + looked, 'bytes', ARGV[7] + bytes, 'reached', reached, 'more', more, 'held', '')
if ARGV[12] ~= '' then redis.call('HSET', mark, 'skip:' .. step, ARGV[12]) end
if added < wanted then return 'part' end
local seconds, micros = string.match(begun[2], '(%d+) (%d+)')
local time = redis.call('TIME')
return 'all ' .. math.max(0, (time[1] - seconds) * 1000000 + time[2] - micros)
`;
