import type { SeriesAnswer } from '@weir/domain/wire/answers';

/** What Weir keeps in memory. */
export const HISTORY_MS = 3_600_000;

/** Below this a chart is mostly noise of single polls. */
const LEAST_MS = 300_000;

export interface ChartRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The last hour, or as much of it as Weir has seen: an hour's width for the first three minutes of a stream would press
 * them into a corner. One range for all charts of a page.
 */
export function chartRange(answers: readonly SeriesAnswer[], now: number): ChartRange {
  const first = answers.reduce((earliest, { points }) => {
    const point = points.find(([, value]) => value !== null);
    return point === undefined ? earliest : Math.min(earliest, point[0]);
  }, now);
  return { from: Math.max(now - HISTORY_MS, Math.min(first, now - LEAST_MS)), to: now };
}

export function pointsOf(answers: readonly SeriesAnswer[], metric: SeriesAnswer['metric']): SeriesAnswer['points'] {
  return answers.find((answer) => answer.metric === metric)?.points ?? [];
}

/** The newest figure; null when it is not known or there is none. */
export function newestOf(points: SeriesAnswer['points']): number | null {
  // The bucket that is still filling may be empty; anything older than that is not "now".
  return points.at(-1)?.[1] ?? points.at(-2)?.[1] ?? null;
}
