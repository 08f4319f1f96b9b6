import { setTimeout as wait } from 'node:timers/promises';

// A script holds up everybody. 2 ms is what others bear, and twice as much still stays under 5; shorter ones cost more in all,
// because each has 0.1 ms around it, and longer ones gained little.
const AIM_MICROS = 2_000;
// A fifth of it with 60 ms of rest behind: in less than one moment of a hundred Redis is held by a step, so that others'
// p99 stays about what it is. Shorter steps with shorter rests held it longer, and did less for it.
const GENTLE_MICROS = 400;
const GENTLE_REST_MS = 60;
// One entry that takes longer cannot be made shorter and is felt whatever the rest: putting one back takes Redis 8.6 a ms
// or more where many are pending. It still has to come to an end.
const LONG_REST_MS = 6;
const GENTLE_PART = GENTLE_MICROS / AIM_MICROS;
const FIRST = 100;
const MOST = 10_000;

/** How many entries a step should cover, from how long the last ones took on the server. */
export interface StepPace {
  sizeOf(gently: boolean): number;
  learn(entries: number, micros: number, gently: boolean): void;
  /** So many were too much, whatever time they take. */
  shrink(entries: number): void;
}

export function createStepPace(): StepPace {
  let size = FIRST;
  const sizeOf = (gently: boolean): number => (gently ? Math.max(1, Math.floor(size * GENTLE_PART)) : size);
  return {
    sizeOf,
    shrink(entries) {
      size = Math.max(1, Math.min(size, entries));
    },
    learn(entries, micros, gently) {
      const fitting = (entries * AIM_MICROS) / Math.max(1, micros);
      // A step cut short at the end of a call says little of a whole one; it may slow down but not speed up.
      if (fitting < size) size = Math.max(1, Math.floor(Math.max(fitting, size / 4)));
      else if (entries * 2 >= sizeOf(gently)) size = Math.min(MOST, Math.ceil(Math.min(fitting, size * 2)));
    },
  };
}

/** The rest behind a gentle step; behind a single entry that takes long as long again, and some ms at least. */
export async function restBehind(entries: number, micros: number): Promise<void> {
  const cannotBeShorter = entries <= 1 && micros > GENTLE_MICROS;
  await wait(cannotBeShorter ? Math.max(LONG_REST_MS, micros / 1_000) : GENTLE_REST_MS);
}
