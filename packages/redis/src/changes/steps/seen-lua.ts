/**
 * The part that claiming and acknowledging share: which of the entries are as they were seen. ARGV[5] group, [6] '1' when
 * the ids ascend, [7] how many they are, [8] the first and [9] the last of them, [10] all of them, [11] the runs: of each
 * its length, the place of its owner in what follows, deliveries and time of delivery; from [12] on the owners;
 * ARGV[#ARGV] is the step's own.
 *
 * One XPENDING reads a whole stretch. Mostly its rows are just the entries asked for, in their order, which one
 * comparison of the two lists as text tells; only if they are not is the text taken apart. Either way each row is held
 * against what was seen; an id that is not where it is expected is looked up.
 *
 * Redis tells the time since delivery, not the time of it, so its clock is read before and behind: delivered between
 * `early` less that time and `late` less that time. As seen = within 2 ms of the plan's figure, which is rounded as this
 * one is. What was delivered again since is later by at least as long as it had waited when the plan looked. Leaves the
 * ids in `keep`, in order, with their number of deliveries in `counts`, and in `least` the shortest time since delivery
 * any of them can have.
 */
export const SEEN_LUA = `
need_stream()
local group, ascend, n, first_id, last_id = ARGV[5], ARGV[6] == '1', tonumber(ARGV[7]), ARGV[8], ARGV[9]
-- All of one owner: who else is pending between them is not read.
local owned = #ARGV == 13 and ARGV[12] or ''
local function clock()
  local now = redis.call('TIME')
  return now[1] * 1000 + math.floor(now[2] / 1000)
end
local function read(from, to, count, owner)
  for try = 1, 3 do
    local early = clock()
    local rows
    if owner then rows = redis.call('XPENDING', key, group, from, to, count, owner)
    else rows = redis.call('XPENDING', key, group, from, to, count) end
    local late = clock()
    -- Held up between the two: read again, so that the two are close.
    if late - early <= 1 or try == 3 then return rows, early, late end
  end
end
local rows, early, late = {}, 0, 0
if ascend and n > 0 then rows, early, late = read(first_id, last_id, n, owned ~= '' and owned or nil) end
local ids = {}
for place = 1, #rows do ids[place] = rows[place][1] end
if table.concat(ids, ' ') ~= ARGV[10] then
  ids = {}
  for id in string.gmatch(ARGV[10], '%S+') do ids[#ids + 1] = id end
end
-- Fewer rows than asked for, whoever owns them: what is not among them is not pending.
local whole = ascend and owned == '' and #rows < n
local places, at_row = nil, 1
local function find(id)
  if not places then
    places = {}
    for place = 1, #rows do places[rows[place][1]] = place end
  end
  local place = places[id]
  if place then
    at_row = place + 1
    return rows[place], early, late
  end
  if whole then return nil end
  local found, before, after = read(id, id, 1)
  return found[1], before, after
end
local keep, counts, kept, i, least = {}, {}, 0, 0, nil
for length, place, count, at in string.gmatch(ARGV[11], '(%d+) (%d+) (%d+) (%-?%d+)') do
  local owner = ARGV[11 + place]
  count, at = tonumber(count), tonumber(at)
  local low, high = early - at - 2, late - at + 2
  for _ = 1, length do
    i = i + 1
    local id, row, shortest, longest = ids[i], rows[at_row], low, high
    if row and row[1] == id then at_row = at_row + 1
    else
      local before, after
      row, before, after = find(id)
      if row then shortest, longest = before - at - 2, after - at + 2 end
    end
    if not row then skip(id, 'n')
    elseif row[2] ~= owner then skip(id, 'o', row[2])
    elseif row[4] ~= count or ((row[3] < shortest or row[3] > longest) and not (row[3] < 0 and owner == '')) then
      skip(id, 'd')
    else
      kept = kept + 1
      keep[kept], counts[kept] = id, count
      if not least or shortest < least then least = shortest end
    end
  end
end
result.looked = n
`;
