/**
 * The part that claiming and acknowledging share: which of the entries are as they were seen. ARGV[5] group, [6] number
 * of runs, [7] the owner when all have the same one, [8] '1' when the ids ascend; then of each run its length, owner,
 * deliveries and time of delivery; then the ids; ARGV[#ARGV] is the step's own.
 *
 * One XPENDING reads a whole stretch; an id that is not where it is expected is looked up. Redis tells the time since
 * delivery, not the time of it, so its clock is read before and behind: delivered between `early` less that time and
 * `late` less that time. As seen = within 2 ms of the plan's figure, which is rounded as this one is. What was delivered
 * again since is later by at least as long as it had waited when the plan looked. Leaves the ids in `keep`, in order,
 * with their number of deliveries in `counts`, and in `least` the shortest time since delivery any of them can have.
 */
export const SEEN_LUA = `
need_stream()
local group, runs, owned, ascend = ARGV[5], tonumber(ARGV[6]), ARGV[7], ARGV[8] == '1'
local base = 8 + runs * 4
local n = #ARGV - base - 1
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
if ascend then rows, early, late = read(ARGV[base + 1], ARGV[base + n], n, owned ~= '' and owned or nil) end
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
for run = 0, runs - 1 do
  local o = 8 + run * 4
  local length, owner, count, at = tonumber(ARGV[o + 1]), ARGV[o + 2], tonumber(ARGV[o + 3]), tonumber(ARGV[o + 4])
  local low, high = early - at - 2, late - at + 2
  for _ = 1, length do
    i = i + 1
    local id = ARGV[base + i]
    local row, shortest, longest = rows[at_row], low, high
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
