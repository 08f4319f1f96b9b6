import type { HistoryAnswer, PastAnswer } from '@weir/domain/wire/history-answers';
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

// Far enough back to see something, near enough to have been recorded.
const FIRST_STEP_MS = 5 * MINUTE_MS;

/** Where the time machine begins: a little back, and never before anything was recorded. */
export function firstMoment(now: number, oldest: number | null): number {
  return Math.max(Math.floor((now - FIRST_STEP_MS) / 1_000) * 1_000, oldest ?? 0);
}

/** What is said of a moment that has not come, with the clock time of the picture shown for it. */
export function toComeWords(clock: string): string {
  return `That moment is still to come; this is the newest picture, from ${clock}.`;
}

/** Why there is no picture; `first` is the moment of the first recording, '' = not known. */
export function nothingWords(
  trouble: { readonly reason: string; readonly sentence: string },
  history: Pick<HistoryAnswer, 'state' | 'sentence' | 'oldest'> | undefined,
  first: string,
): string {
  if (trouble.reason !== 'not-found' || history === undefined) return trouble.sentence;
  if (history.state !== 'ok') return history.sentence;
  return history.oldest === null ? 'Nothing is recorded yet.' : `Nothing was recorded before ${first}.`;
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
