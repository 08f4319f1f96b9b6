/**
 * Refuses when the stream was deleted and made anew since the job's steps before, and keeps for the next ones what it is.
 * Needs ID_LUA.
 */
export const SAME_STREAM_LUA = `
need_stream()
local info = redis.call('XINFO', 'STREAM', key)
local top, added = field_of(info, 'last-generated-id'), field_of(info, 'entries-added')
if was.top and less(top, was.top) then refuse('WEIR-REMADE') end
if was.added and added and added < was.added then refuse('WEIR-REMADE') end
result.top, result.added = top, added
`;
