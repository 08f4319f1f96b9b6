/**
 * Ids as Redis orders them: two decimals beyond what a number of Lua can hold, so they are compared as text, the longer
 * one being the greater.
 */
export const ID_LUA = `
local function less_text(a, b)
  if #a ~= #b then return #a < #b end
  return a < b
end
local function less(a, b)
  local ams, aseq = string.match(a, '^(%d+)%-(%d+)$')
  local bms, bseq = string.match(b, '^(%d+)%-(%d+)$')
  if ams ~= bms then return less_text(ams, bms) end
  return less_text(aseq, bseq)
end
local function field_of(flat, name)
  for at = 1, #flat, 2 do if flat[at] == name then return flat[at + 1] end end
  return nil
end
`;
