import { createHash } from 'node:crypto';
import { SKIP_LUA } from './skip-text.ts';

export interface Script {
  readonly text: string;
  readonly sha: string;
}

/*
 * What every step has around it. KEYS[1] is the job's mark, KEYS[2] the stream; ARGV[1] number of the call, behind it that
 * of the call before where it is not the one before, [2] number of
 * the step in it, [3] steps the call before had ('' = not known), [4] '1' when the call ends with this step; from
 * ARGV[5] on the step's own. In front: the mark must stand exactly where this step expects it. Behind: the effect and
 * the mark become visible together.
 *
 * A step calls \`change\` for what changes something. The first such call writes the mark's key first, so that a
 * right, memory or disk that is missing is noticed while nothing is changed. HDEL counts as a write and is allowed
 * when memory is used up; behind it Redis lets a script write on, so that trimming and acknowledging, which free
 * memory, keep their mark even then. A step that needs memory itself says \`grows\`.
 */
const BEFORE = `
if redis.replicate_commands then redis.replicate_commands() end
-- Where a script's TIME stands still (7.2 on) there is a clock of the processor's time, and the other way round.
local processor = rawget(_G, 'os')
local function micros()
  if processor then return processor.clock() * 1000000 end
  local now = redis.call('TIME')
  return (now[1] % 1000000) * 1000000 + now[2]
end
local began = micros()
local function millis()
  local now = redis.call('TIME')
  return string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
end
local began_at = millis()
local mark, key = KEYS[1], KEYS[2]
local number, step, before, last = tonumber(string.match(ARGV[1], '^%d+')), tonumber(ARGV[2]), ARGV[3], ARGV[4] == '1'
local follows = tonumber(string.match(ARGV[1], ' (%d+)$') or number - 1)
local head = redis.pcall('HMGET', mark, 'call', 'step', 'complete', 'done', 'looked', 'bytes', 'reached', 'top',
  'added')
if head.err then return {'no', 'WEIR-ERROR', head.err} end
local was = {call = tonumber(head[1] or '0'), step = tonumber(head[2] or '0'), complete = head[3] == '1',
  done = 0, looked = 0, bytes = 0, reached = false, top = head[8], added = head[9] and tonumber(head[9])}
if was.call > number then return {'no', 'WEIR-AHEAD', ''} end
if was.call == number then
  if was.complete or was.step >= step then return {'again'} end
  was.done, was.looked, was.bytes = tonumber(head[4]), tonumber(head[5]), tonumber(head[6])
  if head[7] ~= '' then was.reached = head[7] end
end
if step == 1 then
  if was.call ~= follows or (before ~= '' and was.step ~= tonumber(before)) then return {'no', 'WEIR-BEHIND', ''} end
elseif was.call ~= number or was.step ~= step - 1 then return {'no', 'WEIR-BEHIND', ''} end
local refusal, said, changed, touched, grows = nil, '', false, false, false
local function touch()
  if touched then return end
  if not grows then redis.call('HDEL', mark, '') end
  redis.call('HSET', mark, 'at', 'begun')
  touched = true
end
local function change(...)
  touch()
  local reply = redis.call(...)
  changed = true
  return reply
end
local function refuse(code, text)
  refusal, said = code, text or ''
  error('refused')
end
local function need_stream()
  local kind = redis.call('TYPE', key).ok
  if kind == 'none' then refuse('WEIR-NOSTREAM') end
  if kind ~= 'stream' then refuse('WEIR-NOTSTREAM') end
end
local result = {done = 0, looked = 0, bytes = 0, reached = '', more = false, held = '', before = '', complete = last,
  top = was.top or nil, added = was.added}
`;

const BEHIND = `
local fine, trouble = pcall(act)
if fine then fine, trouble = pcall(touch) end
if not fine then
  -- Something is changed already: only reading can tell how far it came.
  if changed then error(trouble) end
  if refusal then return {'no', refusal, said} end
  if type(trouble) == 'table' then trouble = trouble.err end
  return {'no', 'WEIR-ERROR', tostring(trouble)}
end
if step == 1 then redis.call('DEL', mark) end
local left, ended_at = table.concat(skips), millis()
redis.call('HSET', mark, 'call', number, 'step', step, 'complete', result.complete and '1' or '0',
  'done', was.done + result.done, 'looked', was.looked + result.looked, 'bytes', was.bytes + result.bytes,
  'reached', result.reached, 'more', result.more and '1' or '0', 'held', result.held, 'until', ended_at)
if step == 1 then redis.call('HSET', mark, 'from', began_at) end
if result.top then redis.call('HSET', mark, 'top', result.top) end
if result.added then redis.call('HSET', mark, 'added', string.format('%.0f', result.added)) end
if result.before ~= '' then redis.call('HSET', mark, 'before', result.before) end
if left ~= '' then redis.call('HSET', mark, 'skip:' .. step, left) end
return {'ok', math.ceil(micros() - began), result.done, result.looked, result.bytes, result.reached,
  result.more and 1 or 0, result.complete and 1 or 0, result.held, left, began_at, ended_at, result.before}
`;

/** A whole script from what is between: the body of \`act\`, which fills \`result\` or calls \`refuse\`. */
export function stepScript(act: string): Script {
  const text = `${BEFORE}${SKIP_LUA}local function act()\n${act}\nend\n${BEHIND}`;
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
