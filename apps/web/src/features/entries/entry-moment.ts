import { parseEntryId } from '@weir/domain/entries/entry-id';
import { timeInId } from '@weir/domain/entries/id-time';
import { clockText, dateText, type Zone } from '../../format/moment.ts';

const DAY_MS = 86_400_000;

/** "14:32:08.292" from an id that is a time, with the date when that was not in the last day; null when it is none. */
export function entryMoment(
  id: string,
  now: number,
  zone: Zone,
): { readonly at: number; readonly text: string } | null {
  const parsed = parseEntryId(id);
  const time = parsed === undefined ? undefined : timeInId(parsed, now);
  if (time?.known !== true) return null;
  const at = time.value;
  const clock = `${clockText(at, zone)}.${String(at % 1000).padStart(3, '0')}`;
  return { at, text: now - at < DAY_MS ? clock : `${dateText(at, now, zone)} ${clock}` };
}
