import { formatClock } from '@weir/domain/metrics/format-figures';
import type { Gap } from './chart-rows.ts';

/** "14:32", or "14:32:08" where the whole range is a few minutes. */
export function tickClock(at: number, rangeMs: number, offsetMinutes: number): string {
  if (showsDays(rangeMs)) return dayText(at, offsetMinutes);
  const clock = formatClock(at, offsetMinutes);
  return showsSeconds(rangeMs) ? clock : clock.slice(0, 5);
}

/** Over more than a day and a half, the clock alone does not say when it was. */
export function showsDays(rangeMs: number): boolean {
  return rangeMs > 36 * 3_600_000;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayText(at: number, offsetMinutes: number): string {
  const day = new Date(at + offsetMinutes * 60_000);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()] ?? ''}`;
}

/** Over a few minutes, ticks a minute apart need their seconds. */
export function showsSeconds(rangeMs: number): boolean {
  return rangeMs <= 10 * 60_000;
}

/** "No readings 13:57 to 14:03." */
export function gapWords(gaps: readonly Gap[], offsetMinutes: number): string {
  const newest = gaps.at(-1);
  if (newest === undefined) return '';
  const span = `${formatClock(newest.from, offsetMinutes)} to ${formatClock(newest.to, offsetMinutes)}`;
  return gaps.length === 1 ? `No readings ${span}.` : `${gaps.length} gaps without readings, the newest ${span}.`;
}

/** Why a chart is empty at its left. */
export function startWords(startsAt: number, from: number, rangeMs: number, offsetMinutes: number): string {
  // A twentieth of the width is seen as starting at the edge.
  if (startsAt - from < rangeMs / 20) return '';
  return `Charts start at ${formatClock(startsAt, offsetMinutes)}, when Weir first saw this.`;
}
