import type { DeleteStreamCall } from '@weir/domain/actions/group-call';
import { nameArgument } from '../name-argument.ts';
import type { Stepper } from '../step.ts';
import { stepScript } from '../step-lua.ts';
import { ID_LUA } from './id-lua.ts';
import { withLength, WITH_LENGTH_LUA } from './with-length.ts';

/*
 * KEYS[3] the place in the trash, KEYS[4] what is known of it; ARGV[5] the last id the plan saw, [6] ms to keep it, [7] the
 * groups the plan saw, [8] how many entries it had been given by then or ''. The stream is renamed, so it costs the same whatever its size, and keeps its groups and their pending
 * lists. A group the plan did not know of ends it. Twice the time to keep it Redis lets it go by itself, in case Weir does
 * not come to do it; one that was to expire sooner still does.
 */
const ACT = `${ID_LUA}${WITH_LENGTH_LUA}
need_stream()
local trash, about = KEYS[3], KEYS[4]
local info = redis.call('XINFO', 'STREAM', key)
local top, length = field_of(info, 'last-generated-id'), field_of(info, 'length')
if less(top, ARGV[5]) then refuse('WEIR-REMADE') end
local added = field_of(info, 'entries-added')
if added and ARGV[8] ~= '' and added < tonumber(ARGV[8]) then refuse('WEIR-REMADE') end
local known, groups = {}, redis.call('XINFO', 'GROUPS', key)
for _, name in ipairs(names_in(ARGV[7])) do known[name] = true end
for _, group in ipairs(groups) do
  if not known[field_of(group, 'name')] then refuse('WEIR-GROUPSINCE') end
end
if redis.call('EXISTS', trash) == 1 then refuse('WEIR-TRASHTAKEN') end
local ttl, keep, now = redis.call('PTTL', key), tonumber(ARGV[6]), redis.call('TIME')
local at = now[1] * 1000 + math.floor(now[2] / 1000)
change('RENAMENX', key, trash)
if ttl < 0 or ttl > 2 * keep then change('PEXPIRE', trash, 2 * keep) end
change('HSET', about, 'stream', key, 'at', string.format('%.0f', at), 'until', string.format('%.0f', at + keep),
  'length', length, 'groups', #groups, 'expires', ttl < 0 and '' or string.format('%.0f', at + ttl))
change('PEXPIRE', about, 2 * keep)
result.done, result.looked, result.complete = 1, 1, true
`;

export const deleteStream: Stepper<DeleteStreamCall> = {
  script: stepScript(ACT),
  mostEntries: 1,
  length: () => 1,
  keys({ job, stream }, bench) {
    const trash = bench.trashKey(job, stream);
    return [nameArgument(stream), trash, `${trash}:about`];
  },
  args: ({ seen, keepMs, groups, added }) => [
    seen,
    String(keepMs),
    Buffer.concat(groups.map(withLength)),
    added === undefined ? '' : String(added),
  ],
};
