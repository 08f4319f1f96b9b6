import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { nameBytes } from '../../pages/reader.ts';

/**
 * What entries were like before, as one argument: runs of entries that were alike, each with its length, the place of its
 * owner, deliveries and time of delivery; then, behind a line end, the owners, each with its length in bytes.
 */
export function beforeText(entries: readonly SeenEntry[]): Buffer {
  const owners = new Map<string, number>();
  const runs: string[] = [];
  let length = 0;
  for (const [at, { consumer, deliveries, deliveredAt }] of entries.entries()) {
    const place = owners.get(consumer) ?? owners.size + 1;
    owners.set(consumer, place);
    length += 1;
    const next = entries[at + 1];
    const alike =
      next !== undefined &&
      next.consumer === consumer &&
      next.deliveries === deliveries &&
      next.deliveredAt === deliveredAt;
    if (alike) continue;
    runs.push(`${length} ${place} ${deliveries} ${deliveredAt}`);
    length = 0;
  }
  const names = [...owners.keys()].flatMap((owner) => {
    const bytes = nameBytes(owner);
    return [Buffer.from(`${bytes.length} `), bytes];
  });
  return Buffer.concat([Buffer.from(`${runs.join(' ')}\n`), ...names]);
}

/**
 * Reads what beforeText wrote: `before_of` gives, call by call, owner, deliveries and time of the next entry. `restore`
 * gives entries to who had them, those that were alike in one command; what XCLAIM left out is said.
 */
export const BEFORE_LUA = `
local function before_of(text)
  local stop = string.find(text, '\\n', 1, true)
  local owners, from = {}, stop + 1
  while from <= #text do
    local gap = string.find(text, ' ', from, true)
    local length = tonumber(string.sub(text, from, gap - 1))
    owners[#owners + 1] = string.sub(text, gap + 1, gap + length)
    from = gap + length + 1
  end
  local next_run = string.gmatch(string.sub(text, 1, stop - 1), '(%d+) (%d+) (%d+) (%-?%d+)')
  local left, owner, count, at = 0, nil, nil, nil
  return function()
    if left == 0 then
      local length, place
      length, place, count, at = next_run()
      left, owner = tonumber(length), owners[tonumber(place)]
    end
    left = left - 1
    return owner, count, at
  end
end
local restored, run_ids, run_owner, run_count, run_at = 0, {}, nil, nil, nil
local function restore_run(force)
  if #run_ids == 0 then return end
  local total = #run_ids
  local words = {'TIME', run_at, 'RETRYCOUNT', run_count, 'JUSTID'}
  if force then words[#words + 1] = 'FORCE' end
  local all = {}
  for place = 1, total do all[place] = run_ids[place] end
  for place = 1, #words do all[total + place] = words[place] end
  local got = change('XCLAIM', key, group, run_owner, 0, unpack(all))
  restored = restored + #got
  if #got < total then
    local have = {}
    for _, id in ipairs(got) do have[id] = true end
    for place = 1, total do if not have[run_ids[place]] then skip(run_ids[place], 'p') end end
  end
  run_ids = {}
end
local function restore(id, owner, count, at, force)
  if owner ~= run_owner or count ~= run_count or at ~= run_at then
    restore_run(force)
    run_owner, run_count, run_at = owner, count, at
  end
  run_ids[#run_ids + 1] = id
end
`;
