import type { PastAnswer } from '@weir/domain/wire/history-answers';
import { formatDuration } from '@weir/domain/metrics/format-figures';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back the slider reaches. */
export const SLIDER_SPANS = [
  { value: '1h', label: '1 h', ms: HOUR_MS },
  { value: '24h', label: '24 h', ms: DAY_MS },
  { value: '7d', label: '7 d', ms: 7 * DAY_MS },
  { value: '90d', label: '90 d', ms: 90 * DAY_MS },
] as const;

export type SliderSpan = (typeof SLIDER_SPANS)[number]['value'];

/** The shortest span that reaches back to a moment. */
export function spanFor(at: number, now: number): SliderSpan {
  return SLIDER_SPANS.find(({ ms }) => now - at <= ms * 0.98)?.value ?? '90d';
}

/** What the ends of the slider are. It never begins before anything was recorded. */
export function sliderEnds(
  span: SliderSpan,
  now: number,
  oldest: number | null,
): { readonly from: number; readonly to: number } {
  const ms = SLIDER_SPANS.find(({ value }) => value === span)?.ms ?? DAY_MS;
  const from = Math.max(now - ms, Math.min(oldest ?? 0, now - MINUTE_MS));
  return { from, to: now };
}

/** The steps of the arrow buttons: a minute and an hour, or with a long slider an hour and a day. */
export function stepsOf(span: SliderSpan): { readonly small: number; readonly large: number } {
  return span === '7d' || span === '90d' ? { small: HOUR_MS, large: DAY_MS } : { small: MINUTE_MS, large: HOUR_MS };
}

/** Why what is shown is not exactly what was asked for; '' = it is. */
export function closenessWords(asked: number, at: number, from: PastAnswer['from'], intervalMs: number): string {
  const words: string[] = [];
  if (asked - at > 3 * Math.max(intervalMs, 5_000)) {
    words.push(`Nothing was recorded in the ${formatDuration(asked - at)} before the moment asked for.`);
  }
  if (from === 'minute') words.push('That time is kept by the minute: figures are the last of the minute.');
  if (from === 'hour') words.push('That time is kept by the hour: figures are the last of the hour.');
  if (from !== 'poll') words.push('Positions and consumers were not kept as long.');
  return words.join(' ');
}
