import { retryCount } from '@weir/domain/actions/retry-count';
import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { nameBytes } from '../../pages/reader.ts';

/**
 * What entries were like before, as one argument: runs of entries that were alike, each with its length, the place of its
 * owner, deliveries and time of delivery, or `now`; then, behind a line end, the owners, each with its length in bytes.
 */
export function beforeText(entries: readonly SeenEntry[], idleAnew = false): Buffer {
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
      (idleAnew || next.deliveredAt === deliveredAt);
    if (alike) continue;
    runs.push(`${length} ${place} ${retryCount(deliveries)} ${idleAnew ? 'now' : deliveredAt}`);
    length = 0;
  }
  const names = [...owners.keys()].flatMap((owner) => {
    const bytes = nameBytes(owner);
    return [Buffer.from(`${bytes.length} `), bytes];
  });
  return Buffer.concat([Buffer.from(`${runs.join(' ')}\n`), ...names]);
}

/**
 * Reads what beforeText wrote: `before_of` gives, call by call, owner, deliveries and time of the next entry.
 *
 * `restore` gives entries to who had them, those that were alike in one command. Some servers (Redis from 8.6 on) look
 * for the place of an early entry from the newest on, which can take milliseconds for each and is the same for all that
 * were alike: so one goes first, and then as many as the time that is left allows. What it does not come to is not
 * looked at: the next step goes on there. `ids` are all of the step, \`todo\` those to restore, each with its place among them.
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
  local next_run = string.gmatch(string.sub(text, 1, stop - 1), '(%d+) (%d+) (%d+) (%S+)')
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
local function restore_alike(todo, from, upto, force)
  local first, words = todo[from], {}
  for at = from, upto do words[#words + 1] = todo[at].id end
  local total = #words
  if first.at ~= 'now' then words[total + 1], words[total + 2] = 'TIME', first.at end
  for _, word in ipairs({'RETRYCOUNT', first.count, 'JUSTID', force and 'FORCE' or nil}) do
    words[#words + 1] = word
  end
  local got = change('XCLAIM', key, group, first.owner, 0, unpack(words))
  result.done = result.done + #got
  if #got == total then return end
  local have = {}
  for _, id in ipairs(got) do have[id] = true end
  for at = from, upto do if not have[todo[at].id] then skip(todo[at].id, 'p') end end
end
local function restore(ids, todo, force)
  local from, alike, together = 1, nil, 1
  while from <= #todo do
    local first, before = todo[from], micros()
    local left = 2000 - (before - began)
    if from > 1 and left <= 0 then break end
    if not (alike and first.owner == alike.owner and first.count == alike.count and first.at == alike.at) then
      alike, together = first, 1
    end
    local upto = from
    while upto - from + 1 < together and todo[upto + 1] and todo[upto + 1].owner == alike.owner
      and todo[upto + 1].count == alike.count and todo[upto + 1].at == alike.at do upto = upto + 1 end
    restore_alike(todo, from, upto, force)
    local now = micros()
    local each = math.max(1, (now - before) / (upto - from + 1))
    together = math.max(1, math.floor((2000 - (now - began)) / each))
    from = upto + 1
  end
  result.looked = #ids
  if from > #todo then return end
  -- Not come to: neither looked at nor left out.
  local reached, beyond, kept = todo[from].place - 1, {}, {}
  for place = reached + 1, #ids do beyond[ids[place]] = true end
  for _, each in ipairs(skips) do
    if not beyond[string.match(each, '^%S+')] then kept[#kept + 1] = each end
  end
  skips, result.looked, result.complete = kept, reached, false
end
`;
