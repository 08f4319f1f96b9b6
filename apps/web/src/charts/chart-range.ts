import type { SeriesAnswer } from '@weir/domain/wire/answers';
import { momentParam, parseMoment } from '../past/past-moment.ts';

/** How far back charts can look, as far as history is kept. */
export const CHART_SPANS = [
  { value: '5m', label: '5 min', ms: 300_000 },
  { value: '15m', label: '15 min', ms: 900_000 },
  { value: '1h', label: '1 h', ms: 3_600_000 },
  { value: '24h', label: '24 h', ms: 86_400_000 },
  { value: '7d', label: '7 d', ms: 604_800_000 },
  { value: '90d', label: '90 d', ms: 7_776_000_000 },
] as const;

export type ChartSpan = (typeof CHART_SPANS)[number]['value'];

/** What charts show: up to now, or a stretch of the past that stands still. */
export type ChartWindow =
  | { readonly kind: 'moving'; readonly span: ChartSpan }
  | { readonly kind: 'fixed'; readonly from: number; readonly to: number };

/** Under this a chart is mostly noise of single polls. */
const LEAST_MS = 60_000;

export interface ChartRange {
  readonly from: number;
  readonly to: number;
  /** Where it would begin had Weir watched for all of the time asked for. */
  readonly asked: number;
}

/** The window of an address, "15m" or "2026-11-20T13:32Z..14:32Z"; an hour up to now where it names none. */
export function parseWindow(text: string | undefined): ChartWindow {
  const [start, end] = (text ?? '').split('..');
  const from = parseMoment(start);
  const to = parseMoment(end === undefined || end.includes('T') ? end : `${start?.slice(0, 11) ?? ''}${end}`);
  if (from !== undefined && to !== undefined && to - from >= LEAST_MS) return { kind: 'fixed', from, to };
  return { kind: 'moving', span: CHART_SPANS.find(({ value }) => value === text)?.value ?? '1h' };
}

/** As part of an address; undefined for what needs none. */
export function windowParam(window: ChartWindow): string | undefined {
  if (window.kind === 'moving') return window.span === '1h' ? undefined : window.span;
  const [from, to] = [momentParam(window.from), momentParam(window.to)];
  return `${from}..${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

export function windowMs(window: ChartWindow): number {
  if (window.kind === 'fixed') return window.to - window.from;
  return CHART_SPANS.find(({ value }) => value === window.span)?.ms ?? 0;
}

/**
 * The time asked for, or as much of it as Weir has seen: an hour's width for the first three minutes of a stream would
 * press them into a corner. One range for all charts of a page.
 */
export function chartRange(answers: readonly SeriesAnswer[], now: number, window: ChartWindow): ChartRange {
  if (window.kind === 'fixed') return { from: window.from, to: window.to, asked: window.from };
  const first = answers.reduce((earliest, { points }) => {
    const point = points.find(([, value]) => value !== null);
    return point === undefined ? earliest : Math.min(earliest, point[0]);
  }, now);
  const asked = now - windowMs(window);
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
