/**
 * Behind ID_LUA: whether an entry's payload is there. From 7.0 on XCLAIM drops an entry without a word when it is not. In
 * front of the first entry it is gone; behind the last one deleted singly it is there; between, each is looked at. Before
 * 7.0 nothing tells what was deleted, so each is looked at.
 */
export const IS_THERE_LUA = `
local info = redis.call('XINFO', 'STREAM', key)
local first, deleted = field_of(info, 'first-entry'), field_of(info, 'max-deleted-entry-id')
first = first and first[1]
local function is_there(id)
  if not first or less(id, first) then return false end
  if deleted and less(deleted, id) then return true end
  return #redis.call('XRANGE', key, id, id, 'COUNT', 1) > 0
end
`;

/** Behind SEEN_LUA: of what is as seen, only entries whose payload is there stay in `keep`. */
export const PRESENT_LUA = `${IS_THERE_LUA}
local present = first and deleted and ascend and #keep > 0 and not less(keep[1], first) and less(deleted, keep[1])
if #keep > 0 and not present then
  local all, all_taken = keep, taken
  keep, taken = {}, {}
  for place, id in ipairs(all) do
    if is_there(id) then keep[#keep + 1], taken[#keep + 1] = id, all_taken[place]
    else skip(id, 'p') end
  end
end
`;
