import { formatClock } from '@weir/domain/metrics/format-figures';

export type Zone = 'utc' | 'local';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "14:32:08" in the zone chosen in the top bar. */
export function clockText(at: number, zone: Zone): string {
  return formatClock(at, offsetMinutes(at, zone));
}

/** "14:32": for cells where a minute is exact enough. */
export function minuteText(at: number, zone: Zone): string {
  return clockText(at, zone).slice(0, 5);
}

/** "20 Nov", with the year only when it is not this one. */
export function dateText(at: number, now: number, zone: Zone): string {
  const day = shifted(at, zone);
  const year = day.getUTCFullYear();
  const text = `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ''}`;
  return year === shifted(now, zone).getUTCFullYear() ? text : `${text} ${year}`;
}

/** "20 Nov 14:32:08 UTC": everything about a moment, for tooltips. */
export function momentText(at: number, now: number, zone: Zone): string {
  return `${dateText(at, now, zone)} ${clockText(at, zone)} ${zoneText(at, zone)}`;
}

/** "UTC", "UTC+2", "UTC−3:30": what the local zone is at that moment. */
export function zoneText(at: number, zone: Zone): string {
  const minutes = offsetMinutes(at, zone);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** Minutes east of UTC. */
export function offsetMinutes(at: number, zone: Zone): number {
  return zone === 'utc' ? 0 : -new Date(at).getTimezoneOffset();
}

function shifted(at: number, zone: Zone): Date {
  return new Date(at + offsetMinutes(at, zone) * 60_000);
}
