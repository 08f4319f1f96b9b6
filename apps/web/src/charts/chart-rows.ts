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

/** Every instant any series has, ascending. A series without a point there is null there: never joined, never zero. */
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
      values: Object.fromEntries(series.map(({ key }) => [key, found[key] ?? null])),
      between: null,
    }));
  return divergence === undefined ? rows : withDivergence(rows, divergence);
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
