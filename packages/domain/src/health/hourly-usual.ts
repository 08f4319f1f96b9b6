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
  /** What was learned, to be kept; undefined = nothing yet. */
  readonly kept: KeptHours | undefined;
  /** Takes over what was learned before a restart; what was seen since then is added. */
  recall(kept: KeptHours): void;
}

/** What was learned of the hours of a day, as it is kept. */
export interface KeptHours {
  /** The hour at hand, counted from 1970, how much came in it, and in how many ms that were watched. */
  readonly hour: number;
  readonly amount: number;
  readonly ms: number;
  /** By hour of the day: per second, and from how many days; null = not learned yet. Empty = none was. */
  readonly hours: readonly (readonly [perSecond: number, days: number] | null)[];
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

  function learn(of: number, came: number, watchedMs: number): void {
    if (watchedMs < HOUR_MS * LEAST_SHARE) return;
    hours ??= Array.from({ length: HOURS }, () => NOT_YET);
    const before = hours[of % HOURS];
    const perSecond = (came / watchedMs) * 1_000;
    // The same object until the hour comes again: it is asked for with every verdict.
    hours[of % HOURS] =
      before?.known === true
        ? known({
            perSecond: before.value.perSecond + (perSecond - before.value.perSecond) * NEWEST_WEIGHT,
            days: before.value.days + 1,
          })
        : known({ perSecond, days: 1 });
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
      if (hour >= 0) learn(hour, amount, ms);
      amount = 0;
      ms = 0;
      hour = now;
    },

    at(at) {
      return hours?.[Math.floor(at / HOUR_MS) % HOURS] ?? NOT_YET;
    },

    get kept() {
      if (hours === undefined && ms === 0) return undefined;
      const learned = hours?.map((usual) =>
        usual.known ? ([usual.value.perSecond, usual.value.days] as const) : null,
      );
      return { hour, amount, ms, hours: learned ?? [] };
    },

    recall(kept) {
      if (kept.hours.length === HOURS) {
        hours = kept.hours.map((usual) => (usual === null ? NOT_YET : known({ perSecond: usual[0], days: usual[1] })));
      }
      if (hour >= 0 && hour !== kept.hour) {
        learn(kept.hour, kept.amount, kept.ms);
        return;
      }
      // An hour in which Weir was started anew is one hour.
      hour = kept.hour;
      amount += kept.amount;
      ms += kept.ms;
    },
  };
}
