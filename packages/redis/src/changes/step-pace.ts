// A script holds up everybody. 1.5 ms is what others hardly notice, and three times as much still stays under 5.
const AIM_MICROS = 1_500;
const FIRST = 100;
const MOST = 10_000;

/** How many entries a step should cover, from how long the last ones took on the server. */
export interface StepPace {
  readonly size: number;
  learn(entries: number, micros: number): void;
}

export function createStepPace(): StepPace {
  let size = FIRST;
  return {
    get size() {
      return size;
    },
    learn(entries, micros) {
      const fitting = (entries * AIM_MICROS) / Math.max(1, micros);
      // A step cut short at the end of a call says little of a whole one; it may slow down but not speed up.
      if (fitting < size) size = Math.max(1, Math.floor(Math.max(fitting, size / 4)));
      else if (entries * 2 >= size) size = Math.min(MOST, Math.ceil(Math.min(fitting, size * 2)));
    },
  };
}
