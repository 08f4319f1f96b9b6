import type { SeenEntry } from '@weir/domain/actions/seen-entry';
import { nameBytes } from '../../pages/reader.ts';

/**
 * Whether one pending entry is as it was seen; by the rules of seen-lua.ts. From ARGV[from + 1] on: group, id, owner,
 * deliveries, time of delivery. Gives the reason to leave it, and for another owner who that is.
 */
export const SEEN_ONE_LUA = `
  local function ms()
    local now = redis.call('TIME')
    return now[1] * 1000 + math.floor(now[2] / 1000)
  end
  local early = ms()
  local row = redis.call('XPENDING', source, ARGV[from + 1], ARGV[from + 2], ARGV[from + 2], 1)[1]
  local late = ms()
  if not row then return 'n' end
  if row[2] ~= ARGV[from + 3] then return 'o', row[2] end
  local at = tonumber(ARGV[from + 5])
  local fits = row[3] >= early - at - 2 and row[3] <= late - at + 2
  if row[4] ~= tonumber(ARGV[from + 4]) or (not fits and not (row[3] < 0 and row[2] == '')) then return 'd' end`;

export function seenOneArguments(group: string, entry: SeenEntry): readonly (string | Buffer)[] {
  const { id, consumer, deliveries, deliveredAt } = entry;
  return [nameBytes(group), id, nameBytes(consumer), String(deliveries), String(deliveredAt)];
}
