import type { Ring } from './ring.ts';

/** How one figure went over a window that ends with the newest sample; gaps and unknown samples are left out. */
export interface Trend {
  /** From the first known sample in the window to the last, ms; 0 = fewer than two. */
  readonly spanMs: number;
  readonly first: number;
  readonly last: number;
  /** Lowest figure of each quarter of the span, oldest first; NaN where a quarter holds none. */
  readonly lows: readonly [number, number, number, number];
  /** Highest figure, and when it last was that. */
  readonly max: number;
  readonly maxAt: number;
  /** Last time the figure stood at or under `allowed`; 0 = not in this window. */
  readonly allowedAt: number;
  /** Highest figure seen before `allowedAt`. */
  readonly highBefore: number;
}

/** One pass over the samples of `metric` in the last `windowMs`, counting from the newest gap on. */
export function trendOf(ring: Ring, metric: number, windowMs: number, now: number, allowed: number): Trend {
  const size = ring.size;
  // What came before a gap says nothing about where things are going.
  const start = Math.max(ring.indexFrom(now - windowMs), ring.newestGap);
  const began = start < size ? ring.timeOf(start) : now;
  const quarter = (now - began) / 4 || 1;
  const lows: [number, number, number, number] = [NaN, NaN, NaN, NaN];
  let firstAt = 0;
  let lastAt = 0;
  let first = NaN;
  let last = NaN;
  let max = -Infinity;
  let maxAt = 0;
  let allowedAt = 0;
  let highBefore = 0;
  for (let index = start; index < size; index += 1) {
    const figure = ring.figureOf(index, metric);
    if (Number.isNaN(figure)) continue;
    const t = ring.timeOf(index);
    if (firstAt === 0) {
      firstAt = t;
      first = figure;
    }
    lastAt = t;
    last = figure;
    const which = Math.min(3, Math.floor((t - began) / quarter)) as 0 | 1 | 2 | 3;
    if (!(lows[which] <= figure)) lows[which] = figure;
    if (figure >= max) {
      max = figure;
      maxAt = t;
    }
    if (figure <= allowed) {
      allowedAt = t;
      highBefore = max;
    }
  }
  return { spanMs: lastAt - firstAt, first, last, lows, max, maxAt, allowedAt, highBefore };
}

/**
 * True when the lows of all four quarters climb, by at least `least` in all, no quarter standing almost still: so
 * neither noise, nor one step, nor a saw-tooth that comes back each time counts, but a saw-tooth that climbs does.
 */
export function climbs({ lows: [a, b, c, d] }: Trend, least: number): boolean {
  return goesSteadily(b - a, c - b, d - c, least);
}

/** The same downwards. */
export function falls({ lows: [a, b, c, d] }: Trend, least: number): boolean {
  return goesSteadily(a - b, b - c, c - d, least);
}

function goesSteadily(first: number, second: number, third: number, least: number): boolean {
  const all = first + second + third;
  const step = all / 12;
  return all >= least && first >= step && second >= step && third >= step;
}
