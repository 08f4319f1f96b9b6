import { chartRows, firstReading, gapsOf, type ChartRow, type Gap } from './chart-rows.ts';
import { placeMarkers, type PlacedMarker } from './chart-markers.ts';
import { niceAxis, type Axis } from './nice-ticks.ts';
import type { ChartMarker, ChartSeries, ChartThreshold, Divergence } from './series.ts';
import { timeTicks } from './time-ticks.ts';
import { showsDays, showsSeconds } from './chart-words.ts';

export interface ChartRequest {
  readonly series: readonly ChartSeries[];
  /** Both ends in epoch ms; the same for all charts of a page. */
  readonly from: number;
  readonly to: number;
  readonly fromZero: boolean;
  readonly divergence?: Divergence | undefined;
  readonly markers: readonly ChartMarker[];
  readonly thresholds: readonly ChartThreshold[];
  readonly formatTick: (value: number) => string;
}

export interface ChartView {
  readonly rows: readonly ChartRow[];
  readonly gaps: readonly Gap[];
  readonly axis: Axis;
  /** What the labels of the value axis take, px. */
  readonly axisPx: number;
  readonly xTicks: readonly number[];
  readonly markers: readonly PlacedMarker[];
  /** First instant with a reading; null = nothing to draw yet. */
  readonly startsAt: number | null;
  readonly hasDivergence: boolean;
}

/** What stays free at the right of the drawing, px. */
export const RIGHT_PX = 8;

/** Width of "14:32:08", of "20 Nov" and of "14:32" at 11 px type. */
function labelPx(rangeMs: number): number {
  return showsSeconds(rangeMs) ? 50 : showsDays(rangeMs) ? 40 : 32;
}

/** Everything a chart of `width` px draws, from the series alone. */
export function chartView(request: ChartRequest, width: number): ChartView {
  const { series, from, to, fromZero, divergence, markers, thresholds, formatTick } = request;
  const rows = chartRows(series, divergence).filter(({ t }) => t >= from && t <= to);
  const values = rows.flatMap((row) => Object.values(row.values).filter((value) => value !== null));
  const axis = niceAxis([...values, ...nearThresholds(thresholds, values)], fromZero);
  const axisPx = axisWidth(axis, formatTick);
  const plotPx = Math.max(width - axisPx - RIGHT_PX, 1);
  return {
    rows,
    gaps: gapsOf(rows),
    axis,
    axisPx,
    xTicks: timeTicks(from, to, plotPx, labelPx(to - from)),
    markers: placeMarkers(markers, from, to, plotPx),
    startsAt: firstReading(series),
    hasDivergence: rows.some(({ between }) => between !== null),
  };
}

// 6.2 px is the width of a figure at 11 px type.
function axisWidth({ ticks }: Axis, formatTick: (value: number) => string): number {
  const longest = Math.max(...ticks.map((tick) => formatTick(tick).length));
  return Math.max(24, Math.ceil(longest * 6.2) + 10);
}

// A limit far above everything drawn would press the series flat; it is shown once the data comes near it.
function nearThresholds(thresholds: readonly ChartThreshold[], values: readonly number[]): number[] {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return thresholds.map(({ value }) => value).filter((value) => value <= most * 2);
}
