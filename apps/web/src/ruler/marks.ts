/** Steps of the waiting-time ramp, coolest to hottest; the colour is --h0 … --h4. */
export type Heat = 0 | 1 | 2 | 3 | 4;

export interface Mark {
  /** Pixels from the left edge of the lane. */
  readonly from: number;
  readonly to: number;
  readonly heat: Heat;
}

/** Upper ends of the steps under the default limit of one minute: < 1 m, 1–5 m, 5–15 m, 15–45 m, above. */
const HEAT_EDGES_MS = [60_000, 300_000, 900_000, 2_700_000] as const;

export function heatOf(waitingMs: number): Heat {
  const step = HEAT_EDGES_MS.findIndex((edge) => waitingMs < edge);
  // Sound: findIndex over four edges gives 0…3 or −1.
  return (step === -1 ? 4 : step) as Heat;
}

/** A mark narrower than this cannot be seen, and a gap narrower than this cannot be told from none. */
const LEAST_PX = 3;

/** Marks at these places (0…1) on a lane of `width` px; marks closer than 3 px become one in the hottest colour. */
export function mergeMarks(
  points: readonly { readonly place: number; readonly waitingMs: number }[],
  width: number,
): Mark[] {
  const marks: Mark[] = [];
  for (const point of points.toSorted((a, b) => a.place - b.place)) {
    const from = Math.min(Math.max(point.place * width - LEAST_PX / 2, 0), Math.max(width - LEAST_PX, 0));
    const heat = heatOf(point.waitingMs);
    const last = marks.at(-1);
    if (last !== undefined && from - last.to < LEAST_PX) {
      marks[marks.length - 1] = {
        from: last.from,
        to: Math.max(last.to, from + LEAST_PX),
        heat: heat > last.heat ? heat : last.heat,
      };
    } else marks.push({ from, to: from + LEAST_PX, heat });
  }
  return marks;
}
