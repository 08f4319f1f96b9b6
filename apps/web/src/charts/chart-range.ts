import type { SeriesAnswer } from '@weir/domain/wire/answers';

/** How far back charts can look: up to the hour that Weir keeps in memory. */
export const CHART_SPANS = [
  { value: '5m', label: '5 min', ms: 300_000 },
  { value: '15m', label: '15 min', ms: 900_000 },
  { value: '1h', label: '1 h', ms: 3_600_000 },
] as const;

export type ChartSpan = (typeof CHART_SPANS)[number]['value'];

/** Under this a chart is mostly noise of single polls. */
const LEAST_MS = 60_000;

export interface ChartRange {
  readonly from: number;
  readonly to: number;
  /** Where it would begin had Weir watched for all of the time asked for. */
  readonly asked: number;
}

/** The span of an address; an hour where it names none. */
export function parseSpan(text: string | undefined): ChartSpan {
  return CHART_SPANS.find(({ value }) => value === text)?.value ?? '1h';
}

export function spanMs(span: ChartSpan): number {
  return CHART_SPANS.find(({ value }) => value === span)?.ms ?? 0;
}

/**
 * The time asked for, or as much of it as Weir has seen: an hour's width for the first three minutes of a stream would
 * press them into a corner. One range for all charts of a page.
 */
export function chartRange(answers: readonly SeriesAnswer[], now: number, span: ChartSpan): ChartRange {
  const first = answers.reduce((earliest, { points }) => {
    const point = points.find(([, value]) => value !== null);
    return point === undefined ? earliest : Math.min(earliest, point[0]);
  }, now);
  const asked = now - spanMs(span);
  return { from: Math.max(asked, Math.min(first, now - LEAST_MS)), to: now, asked };
}

export function pointsOf(answers: readonly SeriesAnswer[], metric: SeriesAnswer['metric']): SeriesAnswer['points'] {
  return answers.find((answer) => answer.metric === metric)?.points ?? [];
}

/** The newest figure; null when it is not known or there is none. */
export function newestOf(points: SeriesAnswer['points']): number | null {
  // The bucket that is still filling may be empty; anything older than that is not "now".
  return points.at(-1)?.[1] ?? points.at(-2)?.[1] ?? null;
}
