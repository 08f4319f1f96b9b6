interface Strand {
  readonly line: string;
  readonly area: string;
}

export interface SparkView {
  /** Before the breach. */
  readonly calm: Strand;
  /** From the breach on. */
  readonly told: Strand;
  readonly last: { readonly x: number; readonly y: number } | null;
}

/** Where in the drawn time, 0 = its beginning and 1 = now, and the figure then; null = a gap. */
export type SparkPoint = readonly [place: number, value: number | null];

interface Dot {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

const MARGIN = 2.5;

/** Paths of a sparkline: blank where nothing was seen yet. A null starts a new stroke; the scale starts at zero, with room above a line that is flat. */
export function sparkPaths(
  points: readonly SparkPoint[],
  width: number,
  height: number,
  breachFrom: number,
): SparkView {
  const known = points.map(([, value]) => value).filter((value) => value !== null);
  const most = Math.max(...known, 0);
  const low = Math.min(...known, 0);
  const flatness = most === 0 || known.length === 0 ? 0 : Math.max(0, Math.min(...known)) / most;
  const top = most * (1 + 0.6 * flatness);
  const span = top - low || 1;
  const strokes: Dot[][] = [[]];
  points.forEach(([place, value], at) => {
    if (value === null) strokes.push([]);
    else {
      const x = MARGIN + Math.min(Math.max(place, 0), 1) * (width - 2 * MARGIN);
      const y = height - MARGIN - ((value - low) / span) * (height - 2 * MARGIN);
      strokes.at(-1)?.push({ at, x: round(x), y: round(y) });
    }
  });
  const last = strokes.at(-1)?.at(-1) ?? null;
  return {
    calm: strand(
      strokes.map((dots) => dots.filter((dot) => dot.at <= breachFrom)),
      height,
    ),
    told: strand(
      strokes.map((dots) => dots.filter((dot) => dot.at >= breachFrom)),
      height,
    ),
    last: last === null ? null : { x: last.x, y: last.y },
  };
}

function strand(strokes: readonly (readonly Dot[])[], height: number): Strand {
  let line = '';
  let area = '';
  for (const dots of strokes) {
    const first = dots[0];
    const last = dots.at(-1);
    if (first === undefined || last === undefined) continue;
    const path = dots.map((dot) => `${dot.x} ${dot.y}`).join('L');
    // A stroke of one point still has to be seen.
    line += dots.length === 1 ? `M${path}h.01` : `M${path}`;
    area += `M${first.x} ${height}L${path}L${last.x} ${height}Z`;
  }
  return { line, area };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
