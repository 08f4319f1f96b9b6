/** Numbers that look random and come again for the same seed. */
export interface Dice {
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  oneOf<T>(choices: readonly T[]): T;
  /** A choice by weight. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

/** mulberry32: 32 bits of state, good enough to spread choices, the same on every machine. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    chance: (share) => next() < share,
    oneOf: (choices) => must(choices[between(0, choices.length - 1)]),
    weighted(choices) {
      let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return must(choices.at(-1))[1];
    },
  };
}

function must<T>(choice: T | undefined): T {
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}
