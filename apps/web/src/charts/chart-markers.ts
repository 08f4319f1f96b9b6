import type { ChartMarker } from './series.ts';

export interface PlacedMarker extends ChartMarker {
  readonly count: number;
  /** The side of the hairline with room for the text. */
  readonly side: 'left' | 'right';
}

/** Five or more markers inside the range become one count at the newest; fewer are drawn each. */
const MOST_MARKERS = 4;

/** Width of a character at 11 px type, and of a marker's triangle with its distance to the text, px. */
const CHARACTER_PX = 6.2;
const FLAG_PX = 12;

/**
 * Markers inside the range of a chart whose drawing is `width` px wide. Only the newest is written out, on a side where
 * its text runs neither over the edge nor over another marker: in short where it must be, and not at all where even
 * that has no room.
 */
export function placeMarkers(markers: readonly ChartMarker[], from: number, to: number, width: number): PlacedMarker[] {
  const inside = markers.filter(({ at }) => at >= from && at <= to).toSorted((a, b) => a.at - b.at);
  const newest = inside.at(-1);
  if (newest === undefined) return [];
  const place = (at: number) => ((at - from) / (to - from)) * width;
  const merged = inside.length > MOST_MARKERS;
  const others = merged ? [] : inside.slice(0, -1).map(({ at }) => place(at));
  const texts = merged ? [`${inside.length} events`] : [newest.text, newest.short].filter(Boolean);
  const fitting = texts.flatMap((text) => {
    const side = sideWithRoom(place(newest.at), text.length * CHARACTER_PX + FLAG_PX, others, width);
    return side === null ? [] : [{ text, side }];
  });
  const last: PlacedMarker = {
    ...newest,
    ...(fitting[0] ?? { text: '', side: 'right' }),
    tone: merged ? 'quiet' : newest.tone,
    count: merged ? inside.length : 1,
  };
  if (merged) return [last];
  return [...inside.slice(0, -1).map((marker) => ({ ...marker, text: '', count: 1, side: 'right' as const })), last];
}

function sideWithRoom(x: number, need: number, others: readonly number[], width: number): 'left' | 'right' | null {
  const free = (low: number, high: number) => others.every((other) => other < low - 4 || other > high + 4);
  if (x + need <= width && free(x + 8, x + need)) return 'right';
  return x - need >= 0 && free(x - need, x - 8) ? 'left' : null;
}
