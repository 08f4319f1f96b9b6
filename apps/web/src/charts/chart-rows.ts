import type { ChartSeries, Divergence } from './series.ts';

/** One instant of a chart: the value of each series, and the stretch between two that drift apart. */
export interface ChartRow {
  readonly t: number;
  readonly values: Readonly<Record<string, number | null>>;
  readonly between: readonly [low: number, high: number] | null;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * Every instant any series has, ascending. Series are sampled at instants of their own: between two of its points a
 * series stands on the line that joins them, as it would be drawn alone. Across its nulls and beyond its ends it is null.
 */
export function chartRows(series: readonly ChartSeries[], divergence?: Divergence): ChartRow[] {
  const byTime = new Map<number, Record<string, number | null>>();
  for (const { key, points } of series)
    for (const [t, value] of points) {
      const row = byTime.get(t) ?? {};
      row[key] = value;
      byTime.set(t, row);
    }
  const rows = [...byTime.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([t, found]) => ({
      t,
      values: Object.fromEntries(
        series.map(({ key, points }) => [key, key in found ? (found[key] ?? null) : onLine(points, t)]),
      ),
      between: null,
    }));
  return divergence === undefined ? rows : withDivergence(rows, divergence);
}

function onLine(points: ChartSeries['points'], t: number): number | null {
  const next = points.findIndex(([at]) => at > t);
  const [before, after] = [points[next - 1], points[next]];
  if (before === undefined || after === undefined || before[1] === null || after[1] === null) return null;
  return before[1] + ((after[1] - before[1]) * (t - before[0])) / (after[0] - before[0]);
}

/** Times without any reading between two readings. Before the first reading there is no gap: nobody was looking yet. */
export function gapsOf(rows: readonly ChartRow[]): Gap[] {
  const gaps: Gap[] = [];
  let lastRead: number | undefined;
  let missed = false;
  for (const row of rows) {
    const read = Object.values(row.values).some((value) => value !== null);
    if (!read) missed = true;
    else {
      if (missed && lastRead !== undefined) gaps.push({ from: lastRead, to: row.t });
      lastRead = row.t;
      missed = false;
    }
  }
  return gaps;
}

/** First instant with a reading; null = none. */
export function firstReading(series: readonly ChartSeries[]): number | null {
  let first: number | null = null;
  for (const { points } of series) {
    const point = points.find(([, value]) => value !== null);
    if (point !== undefined && (first === null || point[0] < first)) first = point[0];
  }
  return first;
}

/** Under a twentieth apart is the noise of two rates that follow each other. */
const APART = 0.95;
/** Shorter stretches are jitter of single polls. */
const LEAST_RUN = 4;

function withDivergence(rows: readonly ChartRow[], { upper, lower }: Divergence): ChartRow[] {
  const apart = rows.map(({ values }) => {
    const high = values[upper] ?? null;
    const low = values[lower] ?? null;
    return high !== null && low !== null && high > 0 && low < high * APART ? ([low, high] as const) : null;
  });
  return rows.map((row, index) => {
    const between = apart[index] ?? null;
    return between !== null && runAround(apart, index) >= LEAST_RUN ? { ...row, between } : row;
  });
}

function runAround(apart: readonly (readonly [number, number] | null)[], at: number): number {
  let from = at;
  let to = at;
  while (from > 0 && apart[from - 1] != null && at - from < LEAST_RUN) from -= 1;
  while (to < apart.length - 1 && apart[to + 1] != null && to - at < LEAST_RUN) to += 1;
  return to - from + 1;
}
