import { DAY_MS, MINUTE_MS } from './civil-time.ts';
import { nextCron, parseCron } from './cron.ts';

/** When a policy is due. An interval counts from the epoch, so that a quarter of an hour is :00, :15, :30, :45. All UTC. */
export type Schedule = { readonly everyMs: number } | { readonly cron: string };

/** Minutes of the day, UTC; from = inclusive, to = exclusive. A window may go over midnight. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

export interface Timing {
  readonly schedule: Schedule;
  /** Null = at any time of the day. */
  readonly window: TimeWindow | null;
}

// Every 1,441 minutes a time moves by a minute a day: it meets a window of one minute after a day of minutes.
const MOST_LEFT_OUT = 1_500;

/** The first time behind `after` at which a policy is due, epoch ms; null = never. */
export function nextDue(timing: Timing, after: number): number | null {
  return timesOf(timing)(after);
}

/** The next times, at most `count`. */
export function dueTimes(timing: Timing, after: number, count: number): readonly number[] {
  const nextAfter = timesOf(timing);
  const times: number[] = [];
  for (let at = nextAfter(after); at !== null && times.length < count; at = nextAfter(at)) times.push(at);
  return times;
}

type NextAfter = (after: number) => number | null;

function timesOf({ schedule, window }: Timing): NextAfter {
  const following = scheduled(schedule);
  if (window === null) return following;
  return (after) => {
    let at = after;
    for (let tries = 0; tries < MOST_LEFT_OUT; tries += 1) {
      const next = following(at);
      if (next === null || isWithin(window, next)) return next;
      // Nothing before the window opens can fit; the moment in front of it is where to go on from.
      at = Math.max(next, opensAfter(window, next) - 1);
    }
    return null;
  };
}

function scheduled(schedule: Schedule): NextAfter {
  if ('everyMs' in schedule) {
    const { everyMs } = schedule;
    return (after) => (Math.floor(after / everyMs) + 1) * everyMs;
  }
  const cron = parseCron(schedule.cron);
  return typeof cron === 'string' ? () => null : (after) => nextCron(cron, after);
}

export function isWithin({ from, to }: TimeWindow, at: number): boolean {
  const minute = minuteOfDay(at);
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function opensAfter({ from }: TimeWindow, at: number): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS;
  const opens = day + from * MINUTE_MS;
  return opens > at ? opens : opens + DAY_MS;
}

function minuteOfDay(at: number): number {
  return Math.floor((((at % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
}

/**
 * What is due now. However many times were missed since the one dealt with last, they are one run, named by the newest of
 * them; one that was missed while the window has closed meanwhile waits for the window's next time.
 */
export function dueNow(
  timing: Timing,
  dealtWith: number,
  now: number,
): { readonly due: number; readonly missed: number } | null {
  const nextAfter = timesOf(timing);
  const first = nextAfter(dealtWith);
  if (first === null || first > now) return null;
  if (timing.window !== null && !isWithin(timing.window, now)) return null;
  let due = first;
  let missed = 0;
  for (let next = nextAfter(due); next !== null && next <= now; next = nextAfter(due)) {
    if (missed >= MOST_COUNTED) return { due: lastBefore(nextAfter, due, now), missed };
    due = next;
    missed += 1;
  }
  return { due, missed };
}

// Behind so many missed times nobody counts: the last one is then found by halving.
const MOST_COUNTED = 1_000;

function lastBefore(nextAfter: NextAfter, from: number, now: number): number {
  let low = from;
  let high = now;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const next = nextAfter(middle);
    if (next === null || next > now) high = middle;
    else low = next;
  }
  return low;
}
