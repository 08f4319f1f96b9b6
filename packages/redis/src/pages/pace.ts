/**
 * What earlier reads taught about one connection: how much one reply should weigh, and how large the entries of a
 * stream were. Entries cannot be measured before they are read, so the next COUNT is guessed from the last ones.
 */
export interface Pace {
  goalBytes: number;
  readonly largestByStream: Map<string, number>;
}

/** One reply should stay near this: a page of large entries is many small calls, none of which holds Redis up. */
const MOST_BYTES = 1024 * 1024;
const LEAST_BYTES = 16 * 1024;
const KNOWN_STREAMS = 1_000;
// Less would ask for hundreds of entries on the strength of one tiny one.
const SMALLEST_ENTRY = 64;
export const MAX_COUNT = 500;

export function createPace(): Pace {
  return { goalBytes: MOST_BYTES, largestByStream: new Map() };
}

/** Takes in how long a reply took: a slow network gets small replies, a quick one large ones again. */
export function learnFromReply(pace: Pace, bytes: number, ms: number): void {
  // What a slow reply carried says how much this network carries in a second.
  if (ms > 200) pace.goalBytes = clamp((bytes / ms) * 1_000, LEAST_BYTES, pace.goalBytes);
  else if (ms < 100) pace.goalBytes = Math.min(MOST_BYTES, pace.goalBytes * 2);
}

/** Takes in that a reply had to be walked away from. */
export function learnFromExcess(pace: Pace): void {
  pace.goalBytes = Math.max(LEAST_BYTES, pace.goalBytes / 8);
}

export function rememberLargest(pace: Pace, stream: string, bytes: number): void {
  if (pace.largestByStream.size >= KNOWN_STREAMS) pace.largestByStream.clear();
  pace.largestByStream.set(stream, bytes);
}

/** How many entries to ask for at first: one when the stream is new, for its entries may be of any size. */
export function firstCount(pace: Pace, stream: string): number {
  const largest = pace.largestByStream.get(stream);
  return largest === undefined ? 1 : clamp(Math.floor(pace.goalBytes / largest), 1, 64);
}

/** The COUNT after one of `count` went well: at most four times as many, and within the goal at the sizes seen. */
export function nextCount(pace: Pace, count: number, largest: number): number {
  return clamp(Math.min(count * 4, Math.floor(pace.goalBytes / Math.max(SMALLEST_ENTRY, largest))), 1, MAX_COUNT);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
