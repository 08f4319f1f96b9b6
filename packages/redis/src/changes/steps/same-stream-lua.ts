import type { SeenStream } from '@weir/domain/actions/call-base';

/**
 * Refuses when the stream was deleted and made anew since the job's steps before, or since the plan, and keeps for the
 * next ones what it is. Needs ID_LUA and `seen_text`, see below.
 */
export const SAME_STREAM_LUA = `
need_stream()
local info = redis.call('XINFO', 'STREAM', key)
local top, added = field_of(info, 'last-generated-id'), field_of(info, 'entries-added')
local seen_top, seen_added = string.match(seen_text, '^(%S+) (%d*)$')
local had_top, had_added = was.top or seen_top, was.added or tonumber(seen_added or '')
if had_top and less(top, had_top) then refuse('WEIR-REMADE') end
if had_added and added and added < had_added then refuse('WEIR-REMADE') end
result.top, result.added = top, added
`;

/** What goes into `seen_text`: the stream as the plan saw it, or nothing. */
export function seenText(seen: SeenStream | undefined): string {
  return seen === undefined ? '' : `${seen.top} ${seen.added ?? ''}`;
}
