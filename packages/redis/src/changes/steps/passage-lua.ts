/*
 * One entry, added by an XADD between two scripts of one transaction: for entries too large for a script, and for targets
 * in another slot. A transaction cannot be made to depend on anything, so the entry is taken away again within it when
 * the step should not have run; nobody else ever sees it then. KEYS[1] is the mark, KEYS[2] the target.
 *
 * ARGV: [1] number of the call, [2] that of the call before it, [3] number of the step.
 */
export const PASSAGE_BEGINS = `
if redis.replicate_commands then redis.replicate_commands() end
local stands = redis.call('HMGET', KEYS[1], 'call', 'step', 'complete', 'letting')
local call, step = tonumber(stands[1] or '0'), tonumber(stands[2] or '0')
local fits = call == tonumber(ARGV[1]) and step == ARGV[3] - 1 and stands[3] ~= '1'
if ARGV[3] == '1' then fits = call == tonumber(ARGV[2]) end
if stands[4] then fits = false end
local length = 0
if redis.call('TYPE', KEYS[2]).ok == 'stream' then length = redis.call('XLEN', KEYS[2]) end
redis.call('HDEL', KEYS[1], 'fits', 'length')
redis.call('HSET', KEYS[1], 'fits', fits and '1' or '0', 'length', length)
`;

// ARGV of both scripts below: [1] call, [2] step, [3] '1' = the call ends with it, [4] done, [5] looked, [6] bytes before
// it, [7] bytes of the entry, [8] its id.
const NOTE = `
local function note(reason, name)
  local left = reason and reason ~= ''
  if ARGV[2] == '1' then redis.call('DEL', KEYS[1]) end
  redis.call('HSET', KEYS[1], 'call', ARGV[1], 'step', ARGV[2], 'complete', ARGV[3], 'done', ARGV[4] + (left and 0 or 1),
    'looked', ARGV[5] + 1, 'bytes', string.format('%.0f', ARGV[6] + (left and 0 or ARGV[7])), 'reached', '',
    'more', ARGV[3] == '1' and '0' or '1', 'held', '')
  if not left then return end
  local who = name and name ~= '' and ('=' .. #name .. ' ' .. name) or ''
  redis.call('HSET', KEYS[1], 'skip:' .. ARGV[2], ARGV[8] .. ' ' .. reason .. ' ' .. who .. '\\n')
end
`;

/**
 * [9] '1' = the source is KEYS[3] and lets go in the same step; from [10] on what the release asks for. Otherwise the mark
 * says which entry is to be let go of.
 */
export function passageEnds(release: string): string {
  return `
if redis.replicate_commands then redis.replicate_commands() end
${NOTE}
local function release(source, from)${release}
end
local begun = redis.call('HMGET', KEYS[1], 'fits', 'length')
redis.call('HDEL', KEYS[1], 'fits', 'length')
local length = 0
if redis.call('TYPE', KEYS[2]).ok == 'stream' then length = redis.call('XLEN', KEYS[2]) end
if length <= tonumber(begun[2] or length) then return 'none' end
local function newest() return redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1][1] end
if begun[1] ~= '1' then
  redis.call('XDEL', KEYS[2], newest())
  return 'again'
end
if ARGV[9] == '1' then
  local reason, name = release(KEYS[3], 9)
  if reason then redis.call('XDEL', KEYS[2], newest()) end
  note(reason, name)
  return 'ok'
end
redis.call('HSET', KEYS[1], 'letting', ARGV[1] .. ' ' .. ARGV[2] .. ' ' .. ARGV[8] .. ' ' .. newest())
return 'let'
`;
}

/** Lets go at the source, in a slot of its own. KEYS[1] is the source, ARGV what the release asks for. */
export function passageReleases(release: string): string {
  return `
if redis.replicate_commands then redis.replicate_commands() end
local function release(source, from)${release}
end
local reason, name = release(KEYS[1], 0)
return {reason or '', name or ''}
`;
}

/** Ends an entry that was let go of. [9] the mark's note of it, [10] its id there, [11] why it stays, if so, [12] who has it. */
export const PASSAGE_FINISHES = `
if redis.replicate_commands then redis.replicate_commands() end
${NOTE}
if redis.call('HGET', KEYS[1], 'letting') ~= ARGV[9] then return 'moved' end
redis.call('HDEL', KEYS[1], 'letting')
if ARGV[11] ~= '' then redis.call('XDEL', KEYS[2], ARGV[10]) end
note(ARGV[11], ARGV[12])
return 'ok'
`;
