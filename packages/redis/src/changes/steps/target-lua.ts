/**
 * The stream that entries are added to: there, or allowed to be created. `top` = the highest id it ever had, nil while it
 * is not there. Needs ID_LUA.
 */
export const TARGET_LUA = `
grows = true
local top
local kind = redis.call('TYPE', key).ok
if kind == 'stream' then top = field_of(redis.call('XINFO', 'STREAM', key), 'last-generated-id')
elseif kind ~= 'none' then refuse('WEIR-TARGETNOTSTREAM')
elseif ARGV[5] ~= '1' then refuse('WEIR-NOTARGET') end
`;
