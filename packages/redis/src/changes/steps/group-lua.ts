/** The group as Redis has it; needs `group` set. `stand` tells where it stands, for whoever may take a change back. */
export const GROUP_FACTS_LUA = `
local function value_of(flat, name)
  for at = 1, #flat, 2 do if flat[at] == name then return flat[at + 1] end end
  return nil
end
local function group_facts()
  for _, facts in ipairs(redis.call('XINFO', 'GROUPS', key)) do
    if value_of(facts, 'name') == group then return facts end
  end
  return nil
end
local function stand(facts)
  local read = value_of(facts, 'entries-read')
  return value_of(facts, 'last-delivered-id') .. (read and ' ' .. string.format('%.0f', read) or '')
end
`;

/** ARGV[5] group, [6] the position it shall have, [7] entries read up to there or '', [8] the position it was seen at or ''. */
export const GROUP_LUA = `
local group, position, reads, seen = ARGV[5], ARGV[6], ARGV[7], ARGV[8]
${GROUP_FACTS_LUA}
-- ENTRIESREAD came with the counter of what was ever added (7.0).
local counted = false
if reads ~= '' then counted = value_of(redis.call('XINFO', 'STREAM', key), 'entries-added') ~= nil end
`;
