import { gaugePlace, ROLLUPS } from '@weir/domain/history/rollup-shape';
import { placeOf } from './series-place.ts';
import type { Statements } from './statements.ts';

/** The highest figures of each group on each day. */
export interface HighestOfDay {
  /** Takes in one of its hours. */
  raise(series: number, hour: number, places: Float64Array): void;
}

const HOURS_PER_DAY = 24;
const [UNREAD = 0, PENDING = 0, BEHIND = 0] = ['unread', 'pending', 'behindMs'].map((wanted) =>
  gaugePlace(ROLLUPS.group.gauges.findIndex(({ name }) => name === wanted)),
);

/** -1 = not known. */
interface Highest {
  unread: number;
  pending: number;
  behind: number;
}

/** Remembers what it wrote on the newest day: of a group that stays below, nothing is written again. */
export function createHighestOfDay(statements: Statements): HighestOfDay {
  let today = 0;
  const written = new Map<number, Highest>();
  return {
    raise(series, hour, places) {
      const day = Math.floor(hour / HOURS_PER_DAY);
      if (day > today) {
        today = day;
        written.clear();
      }
      const unread = highestIn(places, UNREAD);
      const pending = highestIn(places, PENDING);
      const behind = highestIn(places, BEHIND);
      const before = day === today ? written.get(series) : undefined;
      if (before !== undefined) {
        if (unread <= before.unread && pending <= before.pending && behind <= before.behind) return;
        before.unread = Math.max(unread, before.unread);
        before.pending = Math.max(pending, before.pending);
        before.behind = Math.max(behind, before.behind);
      } else if (day === today) written.set(series, { unread, pending, behind });
      statements.putHighest.run(placeOf(day, series), kept(unread), kept(pending), kept(behind));
    },
  };
}

function highestIn(places: Float64Array, place: number): number {
  return (places[place + 4] as number) === 0 ? -1 : (places[place + 2] as number);
}

function kept(figure: number): number | null {
  return figure === -1 ? null : figure;
}
