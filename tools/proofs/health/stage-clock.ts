import { setTimeout as wait } from 'node:timers/promises';

/** 2026-11-21T12:00:00Z; where every stage begins. */
export const NOON = 1_795_262_400_000;

// Between two seconds of the stage lies more real time than reading a clock can be wrong by.
const APART_MS = 2;

/**
 * The time on stage. A second of it takes a few real milliseconds, and whatever Redis dates by its own clock is
 * translated: what it says happened in those milliseconds happened in that second.
 */
export class StageClock {
  at = NOON;
  readonly #begins: { readonly real: number; readonly at: number }[] = [];

  /** The next second begins. */
  async advance(): Promise<void> {
    await wait(APART_MS);
    this.at += 1_000;
    this.#begins.push({ real: Date.now(), at: this.at });
  }

  /** Stage time of a moment of the real clock. */
  stageTimeOf(real: number): number {
    let low = 0;
    let high = this.#begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#begins[middle]?.real ?? 0) - 1 <= real) low = middle + 1;
      else high = middle;
    }
    const found = this.#begins[low - 1];
    if (found !== undefined) return found.at;
    return NOON - Math.max(0, (this.#begins[0]?.real ?? real) - real);
  }
}
