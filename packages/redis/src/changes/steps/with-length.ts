import { nameBytes } from '../../pages/reader.ts';

/** Names one behind the other, each with its length in front: a name may hold any byte. */
export function withLength(name: string): Buffer {
  const bytes = nameBytes(name);
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes]);
}

/** The names in such a text, in order. */
export const WITH_LENGTH_LUA = `
local function names_in(text)
  local names, at = {}, 1
  while at <= #text do
    local digits = string.match(text, '^(%d+):', at)
    at = at + #digits + 1
    names[#names + 1] = string.sub(text, at, at + tonumber(digits) - 1)
    at = at + tonumber(digits)
  end
  return names
end
`;
