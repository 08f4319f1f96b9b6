/** Smallest and largest value of an axis and its ticks between them, in the series' unit. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** Less of a difference than this share of the value, drawn over the full height, would make noise look like trouble. */
const LEAST_SPAN = 0.15;

/**
 * Two to four ticks at round values over the values drawn. `fromZero` puts the lowest at 0; without it the axis starts
 * near the smallest value, so that a saw-tooth or a gap on a high level can be seen.
 */
export function niceAxis(values: readonly number[], fromZero: boolean): Axis {
  const finite = values.filter((value) => Number.isFinite(value));
  const most = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = fromZero ? 0 : finite.reduce((a, b) => Math.min(a, b), Infinity);
  if (finite.length === 0 || (most <= 0 && least >= 0)) return { low: 0, high: 1, ticks: [0, 1] };
  const low = fromZero ? 0 : Math.min(least, most * (1 - LEAST_SPAN));
  const step = roundStep((most - low) / 3);
  const bottom = fromZero ? 0 : Math.max(0, Math.floor(low / step) * step);
  const ticks: number[] = [];
  for (let value = bottom; value <= most + step * 1e-9; value += step) ticks.push(tidy(value));
  const top = most + (most - bottom) * 0.06;
  const last = ticks.at(-1) ?? bottom;
  // A tick above everything drawn costs height; it is taken only when the data nearly reaches it.
  if (last + step <= top || ticks.length < 2) ticks.push(tidy(last + step));
  return { low: bottom, high: Math.max(top, ticks.at(-1) ?? top), ticks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const round = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;
  return round * power;
}

// Sums of 0.1 and the like carry digits that would be printed.
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
