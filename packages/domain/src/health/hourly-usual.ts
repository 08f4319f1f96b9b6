import { known, unknown, type Known } from '../known/known.ts';

/** What usually comes in at an hour of the day, learned from the group's own past. */
export interface Usual {
  readonly perSecond: number;
  /** How many days it was learned from; older ones count less. */
  readonly days: number;
}

/** One figure per hour of the day (UTC), and the hour at hand. */
export interface HourlyUsual {
  /** Takes in how many entries were ever added, at `at` (Redis time); null = not known then. */
  note(at: number, entriesAdded: number | null): void;
  at(at: number): Known<Usual>;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;
// What lies between two polls further apart was not watched.
const LONGEST_STEP_MS = 60_000;
// An hour of which less was seen says nothing of it.
const LEAST_SHARE = 0.5;
const NEWEST_WEIGHT = 0.3;
const NOT_YET = unknown('this hour of the day was not seen yet on a day before');

/** Nothing learned yet. Takes no memory to speak of before its first whole hour. */
export function createHourlyUsual(): HourlyUsual {
  let hours: Known<Usual>[] | undefined;
  let hour = -1;
  let amount = 0;
  let ms = 0;
  let lastAt = 0;
  let last: number | null = null;

  function close(): void {
    if (ms >= HOUR_MS * LEAST_SHARE) {
      hours ??= Array.from({ length: HOURS }, () => NOT_YET);
      const before = hours[hour % HOURS];
      const perSecond = (amount / ms) * 1_000;
      // The same object until the hour comes again: it is asked for with every verdict.
      hours[hour % HOURS] =
        before?.known === true
          ? known({
              perSecond: before.value.perSecond + (perSecond - before.value.perSecond) * NEWEST_WEIGHT,
              days: before.value.days + 1,
            })
          : known({ perSecond, days: 1 });
    }
    amount = 0;
    ms = 0;
  }

  return {
    note(at, entriesAdded) {
      const now = Math.floor(at / HOUR_MS);
      const step = at - lastAt;
      // A counter that went back is another one.
      if (last !== null && entriesAdded !== null && entriesAdded >= last && step > 0 && step <= LONGEST_STEP_MS) {
        amount += entriesAdded - last;
        ms += step;
      }
      // Not known for one poll is not lost: the next one goes on from the last that was.
      if (entriesAdded !== null) {
        last = entriesAdded;
        lastAt = at;
      }
      if (now === hour) return;
      if (hour >= 0) close();
      hour = now;
    },

    at(at) {
      return hours?.[Math.floor(at / HOUR_MS) % HOURS] ?? NOT_YET;
    },
  };
}
