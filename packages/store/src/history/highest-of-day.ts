import { gaugePlace, ROLLUPS } from '@weir/domain/history/rollup-shape';
import { placeOf } from './series-place.ts';
import type { Statements } from './statements.ts';

/** The highest figures of each group on each day. */
export interface HighestOfDay {
  /** Takes in one of its hours. */
  raise(series: number, hour: number, places: Float64Array): void;
}

const HOURS_PER_DAY = 24;
const GAUGES = ['unread', 'pending', 'behindMs'].map((wanted) =>
  gaugePlace(ROLLUPS.group.gauges.findIndex(({ name }) => name === wanted)),
);

/** Remembers what it wrote on the newest day: of a group that stays below, nothing is written again. */
export function createHighestOfDay(statements: Statements): HighestOfDay {
  let today = 0;
  const written = new Map<number, readonly (number | null)[]>();
  return {
    raise(series, hour, places) {
      const day = Math.floor(hour / HOURS_PER_DAY);
      if (day > today) {
        today = day;
        written.clear();
      }
      const found = GAUGES.map((place) => ((places[place + 4] ?? 0) === 0 ? null : (places[place + 2] ?? null)));
      const before = day === today ? written.get(series) : undefined;
      if (before !== undefined && found.every((figure, at) => (figure ?? -1) <= (before[at] ?? -1))) return;
      const [unread = null, pending = null, behind = null] = found;
      statements.putHighest.run(placeOf(day, series), unread, pending, behind);
      if (day !== today) return;
      written.set(
        series,
        found.map((figure, at) => (before === undefined ? figure : Math.max(figure ?? -1, before[at] ?? -1))),
      );
    },
  };
}
