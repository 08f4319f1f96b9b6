import { setTimeout as wait } from 'node:timers/promises';

// A script holds up everybody. 1.5 ms is what others bear, and three times as much still stays under 5.
const AIM_MICROS = 1_500;
// A fifteenth of it, with a rest of 6 ms or more behind, is what others hardly notice. A fifth of it made their p99 four
// times what it is alone, and rests of 3 ms, where one moment in twenty is a step's, more than twice.
const GENTLE_MICROS = 100;
const LEAST_REST_MS = 6;
// A step costs something before it covers an entry. Where that alone is so much, half as much again goes into the entries:
// else it would come to steps of one entry each, and never to an end.
const GENTLE_SHARE = 1.5;
// Steps of so few tell what a step costs by itself; beyond this it is the entries after all, which are large then.
const FEW = 4;
const MOST_ALONE_MICROS = 200;
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
  // What a step costs by itself; 0 until a short one told.
  let alone = 0;
  const partOf = (gently: boolean): number =>
    gently ? (Math.max(GENTLE_MICROS, alone * GENTLE_SHARE) - alone) / (AIM_MICROS - alone) : 1;
  return {
    sizeOf: (gently) => (gently ? Math.max(1, Math.floor(size * partOf(true))) : size),
    shrink(entries) {
      size = Math.max(1, Math.min(size, entries));
    },
    learn(entries, micros, gently) {
      if (entries <= FEW) alone = closer(alone, Math.min(micros, MOST_ALONE_MICROS));
      const fitting = (entries * (AIM_MICROS - alone)) / Math.max(1, micros - alone);
      // A step cut short at the end of a call says little of a whole one; it may slow down but not speed up.
      if (fitting < size) size = Math.max(1, Math.floor(Math.max(fitting, size / 4)));
      else if (entries * 2 >= Math.floor(size * partOf(gently)))
        size = Math.min(MOST, Math.ceil(Math.min(fitting, size * 2)));
    },
  };
}

/** A fifth of the way, so that one odd step does not decide. */
function closer(now: number, seen: number): number {
  return now === 0 ? seen : now + (seen - now) / 5;
}

/** The rest behind a gentle step that took so long on the server: as long again, and some ms at least. */
export async function restBehind(micros: number): Promise<void> {
  await wait(Math.max(LEAST_REST_MS, micros / 1_000));
}
