import type { ConsumerList } from '../groups/group-observation.ts';

/** The longest times between two calls of consumers that came back: what a limit must be above. */
export interface CallGaps {
  /** Takes in what one reading of the consumers shows beside the one before. */
  note(before: ConsumerList, now: ConsumerList): void;
  /** Of the last day, or of as much of it as was watched; undefined = none was seen. */
  longest(at: number): CallGap | undefined;
  /** What was seen, to be kept; undefined = nothing yet. */
  readonly kept: KeptGaps | undefined;
  /** Takes over what was seen before a restart. */
  recall(kept: KeptGaps): void;
}

export interface KeptGaps {
  /** Half days since 1970. */
  readonly half: number;
  readonly present: CallGap | null;
  readonly previous: CallGap | null;
}

export interface CallGap {
  readonly ms: number;
  readonly consumer: string;
}

const HALF_DAY_MS = 43_200_000;
// Shorter ones say nothing of a limit, and there are many.
const LEAST_MS = 1_000;

/** Two halves of a day are kept: what is older than a day has gone with its half. */
export function createCallGaps(): CallGaps {
  let half = 0;
  let present: CallGap | undefined;
  let previous: CallGap | undefined;

  function turnTo(at: number): void {
    const now = Math.floor(at / HALF_DAY_MS);
    if (now === half) return;
    previous = now === half + 1 ? present : undefined;
    present = undefined;
    half = now;
  }

  return {
    note(before, now) {
      if (before.consumers === now.consumers) return;
      turnTo(now.readAt);
      const seen = new Map(before.consumers.map(({ consumer, lastCallAt }) => [consumer, lastCallAt]));
      for (const { consumer, lastCallAt } of now.consumers) {
        const ms = lastCallAt - (seen.get(consumer) ?? lastCallAt);
        if (ms >= LEAST_MS && ms > (present?.ms ?? 0)) present = { ms, consumer };
      }
    },

    longest(at) {
      turnTo(at);
      if (present === undefined || previous === undefined) return present ?? previous;
      return present.ms >= previous.ms ? present : previous;
    },

    get kept() {
      if (present === undefined && previous === undefined) return undefined;
      return { half, present: present ?? null, previous: previous ?? null };
    },

    recall(kept) {
      // What was seen since then is newer, and of the same half day it is less.
      const seen = present;
      const now = half;
      half = kept.half;
      present = kept.present ?? undefined;
      previous = kept.previous ?? undefined;
      if (now > half) turnTo(now * HALF_DAY_MS);
      if (seen !== undefined && seen.ms > (present?.ms ?? 0)) present = seen;
    },
  };
}
