import { median } from './far-more.ts';
import type { TrimSettings } from './policy.ts';
import { mostOfRun } from './trim-of-policy.ts';

export interface ForecastFrom {
  readonly now: number;
  readonly length: number;
  readonly inPerSecond: number;
  /** Null = not known. */
  readonly bytesPerEntry: number | null;
  readonly keep: TrimSettings['keep'];
  readonly caps: TrimSettings['caps'];
  /** The next runs; the forecast reaches to the last of them. */
  readonly dueTimes: readonly number[];
  /** Entries that may go while groups stay as far behind as they are now. */
  readonly free: number;
}

export interface Forecast {
  /** Time and length, in front of and behind each run. */
  readonly points: readonly (readonly [at: number, entries: number])[];
  /** The length it comes up to again and again; null = it goes on growing. */
  readonly levelsOut: { readonly entries: number; readonly bytes: number | null } | null;
  /** False = more comes in between two runs than one may take. */
  readonly keepsUp: boolean;
}

/** How the length goes on with the policy, at the rates of now and with groups as far behind as they are now. */
export function forecast(from: ForecastFrom): Forecast {
  const { now, inPerSecond, caps, dueTimes } = from;
  const needed = Math.max(0, from.length - from.free);
  const target = Math.max(targetOf(from, needed), needed);
  const points: [number, number][] = [[now, from.length]];
  const peaks: number[] = [];
  let length = from.length;
  let at = now;
  let capped = 0;
  for (const due of dueTimes) {
    length += ((due - at) / 1_000) * inPerSecond;
    at = due;
    peaks.push(length);
    points.push([due, Math.round(length)]);
    const wanted = Math.max(0, length - target);
    const taken = Math.min(wanted, mostOfRun(caps, Math.floor(length)));
    capped += taken < wanted ? 1 : 0;
    length -= taken;
    points.push([due, Math.round(length)]);
  }
  // The second half tells: by then what had piled up is worked off, if it ever is.
  const late = peaks.slice(Math.floor(peaks.length / 2));
  const steady = late.length > 1 && Math.abs((late.at(-1) ?? 0) - (late[0] ?? 0)) <= 0.01 * Math.max(1, late[0] ?? 0);
  const entries = Math.round(median(late));
  const bytes = from.bytesPerEntry === null ? null : Math.round(entries * from.bytesPerEntry);
  const growing = (late.at(-1) ?? 0) > (late[0] ?? 0);
  return { points, levelsOut: steady ? { entries, bytes } : null, keepsUp: !(capped === dueTimes.length && growing) };
}

/** Entries the rule alone would leave. */
function targetOf({ keep, bytesPerEntry, inPerSecond, length }: ForecastFrom, needed: number): number {
  switch (keep.keep) {
    case 'newest':
      return keep.entries;
    case 'younger':
      return (keep.thanMs / 1_000) * inPerSecond;
    case 'bytes':
      return bytesPerEntry === null || bytesPerEntry === 0 ? length : keep.bytes / bytesPerEntry;
    case 'needed':
      return needed;
  }
}
