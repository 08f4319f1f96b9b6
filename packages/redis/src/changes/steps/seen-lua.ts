/**
 * The part that claiming and acknowledging share: which of the entries are as they were seen. ARGV[5] group, [6] '1' when
 * the ids ascend, [7] how many they are, [8] the first and [9] the last of them, [10] all of them, [11] the runs: of each
 * its length, the place of its owner in what follows, deliveries and time of delivery; from [12] on the owners;
 * ARGV[#ARGV] is the step's own.
 *
 * One XPENDING reads a whole stretch. Redis tells the time since delivery, not the time of it, so its clock is read
 * before and behind: delivered between `early` less that time and `late` less that time. As seen = within 2 ms of the
 * plan's figure, which is rounded as this one is. What was delivered again since is later by at least as long as it had
 * waited when the plan looked.
 *
 * Mostly nothing changed. So the rows are first held against what was seen place by place, and their ids, as one text,
 * against the ids asked for: that proves of each of them what looking at it alone would. Where any of
 * it is otherwise, nothing is concluded from it and each entry is judged for itself; one that is not where it is
 * expected is looked up.
 *
 * Leaves the ids in `keep`, in order, with their rows in `taken`, and in `least` the shortest time since delivery any of
 * them can have.
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
local function runs()
  local next_run = string.gmatch(ARGV[11], '(%d+) (%d+) (%d+) (%-?%d+)')
  return function()
    local length, place, count, at = next_run()
    if length then
      at = tonumber(at)
      return tonumber(length), ARGV[11 + place], tonumber(count), at, early - at - 2, late - at + 2
    end
  end
end
local keep, taken, kept, least = {}, rows, 0, math.huge
local same = n > 0 and #rows == n
if same then
  for length, owner, count, _, low, high in runs() do
    for place = kept + 1, kept + length do
      local row = rows[place]
      local idle = row[3]
      if not (row[2] == owner and row[4] == count and idle >= low and idle <= high) then
        same = false
        break
      end
      keep[place] = row[1]
    end
    if not same then break end
    kept = kept + length
    if low < least then least = low end
  end
  same = same and table.concat(keep, ' ') == ARGV[10]
end
local function one_by_one()
  keep, taken, kept, least = {}, {}, 0, math.huge
  local ids = string.gmatch(ARGV[10], '%S+')
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
  for length, owner, count, at, low, high in runs() do
    for _ = 1, length do
      local id, row, shortest, longest = ids(), rows[at_row], low, high
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
        keep[kept], taken[kept] = id, row
        if shortest < least then least = shortest end
      end
    end
  end
end
if not same then one_by_one() end
result.looked = n
`;
