/**
 * Behind ID_LUA: `payload(id, left)` gives the words of an entry and their bytes, nil when it is not there. To find one, Redis walks
 * through the block of a hundred it lies in, so entries one behind the other are read together: twice as many as the time
 * before, \`left\` at most, and one alone after large ones or where others lie between those asked for, since what is read
 * and not wanted holds everybody up as well. Only a read that begins with the id proves that it is gone.
 */
export const PAYLOAD_LUA = `
local near, near_at, together, strangers, heavy = {}, 1, 1, false, 0
local function payload(id, left)
  local found = near[near_at]
  while found and found[1] ~= id and less(found[1], id) do
    strangers, near_at = true, near_at + 1
    found = near[near_at]
  end
  if not (found and found[1] == id) then
    if strangers or heavy > 65536 then together = 1 else together = math.min(16, together * 2) end
    near = redis.call('XRANGE', key, id, '+', 'COUNT', math.min(together, left))
    near_at, strangers, heavy = 1, false, 0
    found = near[1]
    if not (found and found[1] == id) then return nil end
  end
  near_at = near_at + 1
  local words, bytes = found[2], 0
  for at = 1, #words do bytes = bytes + #words[at] end
  heavy = heavy + bytes
  return words, bytes
end
`;
