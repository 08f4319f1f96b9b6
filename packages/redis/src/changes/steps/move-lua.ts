import { ID_LUA } from './id-lua.ts';
import { PAYLOAD_LUA } from './payload-lua.ts';

/**
 * The part that all moves to another stream share. KEYS[3] is where they go; `create` = it may be made. Of what a script
 * can take there is an end: Lua unpacks at most some 8,000 words, and a step of more than half a MiB holds everybody up.
 * `weigh` says so before anything is changed: an entry that is too large even alone goes another way.
 */
export const MOVE_LUA = `${ID_LUA}${PAYLOAD_LUA}
local to = KEYS[3]
grows = true
local function need_target(create)
  local kind = redis.call('TYPE', to).ok
  if kind == 'none' then
    if not create then refuse('WEIR-NOTARGET') end
  elseif kind ~= 'stream' then refuse('WEIR-TARGETNOTSTREAM') end
end
local weight = 0
-- As \`change\`, without passing every word on once more.
local call = redis.call
local function add(words)
  if not changed then
    change('XADD', to, '*', unpack(words))
  else call('XADD', to, '*', unpack(words)) end
end
local function weigh(words, bytes, place)
  weight, result.bytes = weight + bytes, result.bytes + bytes
  if #words > 7800 or bytes > 1048576 then
    if place == 1 then refuse('WEIR-LARGE') end
    refuse('WEIR-SHORTER', tostring(place - 1))
  end
  if weight > 524288 and place > 1 then refuse('WEIR-SHORTER', tostring(place - 1)) end
end
`;

/** An entry with more words or bytes than this does not go through a script. */
export const MOST_WORDS = 7_800;
