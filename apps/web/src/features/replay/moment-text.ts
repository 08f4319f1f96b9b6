import { parseEntryId } from '@weir/domain/entries/entry-id';
import { timeInId } from '@weir/domain/entries/id-time';
import { clockText, dateText, offsetMinutes, type Zone, zoneText } from '../../format/moment.ts';

const MAX_SEQ = '18446744073709551615';

/**
 * An id as it is edited: "2026-11-20 12:00:00" where it stands for a moment (the first or last id there can be at it),
 * otherwise the id itself. What comes out can be typed in again.
 */
export function editableMoment(id: string, now: number, zone: Zone): string {
  const at = momentIn(id, now);
  if (at === null) return id;
  const shifted = new Date(at + offsetMinutes(at, zone) * 60_000).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, at % 1000 === 0 ? 19 : 23)}`;
}

/** "20 Nov 12:00:00 UTC" of an id that holds a time; '' where ids are not times. */
export function momentWords(id: string, now: number, zone: Zone): string {
  const parsed = parseEntryId(id);
  const time = parsed === undefined ? undefined : timeInId(parsed, now);
  if (time?.known !== true) return '';
  return `${dateText(time.value, now, zone)} ${clockText(time.value, zone)} ${zoneText(time.value, zone)}`;
}

/** The moment an id stands for; null when it is the id of one entry, or no time. */
function momentIn(id: string, now: number): number | null {
  const parsed = parseEntryId(id);
  if (parsed === undefined) return null;
  const sequence = id.slice(id.indexOf('-') + 1);
  if (sequence !== '0' && sequence !== MAX_SEQ) return null;
  const time = timeInId(parsed, now);
  // An id ahead of the clock comes back as now, and would lose what it says.
  return time.known && id.startsWith(`${time.value}-`) ? time.value : null;
}
