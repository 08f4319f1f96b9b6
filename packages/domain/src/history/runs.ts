import type { Polls } from './polls.ts';

/** When runs of polls were: of each its first poll, how many there are, and the moments of the first and the last. */
export class Runs {
  readonly #from: Int32Array;
  readonly counts: Int32Array;
  readonly firstAt: Float64Array;
  readonly lastAt: Float64Array;

  /** Every one of them is a single poll. */
  isDense = false;
  /** Whose polls have a run each here, and up to where. */
  #densePolls: Polls | undefined;
  #denseEnd = 0;

  constructor(room: number) {
    this.#from = new Int32Array(room);
    this.counts = new Int32Array(room);
    this.firstAt = new Float64Array(room);
    this.lastAt = new Float64Array(room);
  }

  note({ times }: Polls, run: number, from: number, end: number): void {
    this.#densePolls = undefined;
    this.isDense = false;
    this.#from[run] = from;
    this.counts[run] = end - from;
    this.firstAt[run] = times[from] as number;
    this.lastAt[run] = times[end - 1] as number;
  }

  /** All of them: their first polls, and where the last one ends. */
  noteAll(polls: Polls, first: Int32Array, count: number, end: number): void {
    // A run for every poll, as with most series that change: then all of them have the same.
    const from = first[0] as number;
    const isDense = end - from === count;
    if (isDense && this.#densePolls === polls && this.#from[0] === from && this.#denseEnd === end) return;
    for (let run = 0; run < count; run += 1) {
      this.note(polls, run, first[run] as number, run + 1 < count ? (first[run + 1] as number) : end);
    }
    if (!isDense) return;
    this.isDense = true;
    this.#densePolls = polls;
    this.#denseEnd = end;
  }

  /** Sum of the ages of an instant at the polls of a run behind its first. */
  laterAges({ times, elapsed }: Polls, run: number, instant: number): number {
    if (instant === 0) return 0;
    const first = this.#from[run] as number;
    const last = first + (this.counts[run] as number) - 1;
    if (instant <= (times[first] as number)) {
      return (elapsed[last] as number) - (elapsed[first] as number) + (last - first) * ((times[0] as number) - instant);
    }
    let sum = 0;
    for (let poll = first + 1; poll <= last; poll += 1) sum += ageAt(times[poll] as number, instant);
    return sum;
  }
}

/** 0 is no instant; one that is still to come, as a clock that was set back has it, is no age yet. */
export function ageAt(at: number, instant: number): number {
  return instant === 0 || instant > at ? 0 : at - instant;
}
