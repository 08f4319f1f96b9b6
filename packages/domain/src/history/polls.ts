import type { ByteReader, GrowingBytes } from './growing-bytes.ts';

/** The moments at which a connection was polled during one recording, oldest first. Epoch ms of Redis time. */
export class Polls {
  times: Float64Array;
  /** 1 = nothing is known of the time between this poll and the one before it. */
  gaps: Uint8Array;
  /** Of each poll, how long it and all before it were after the first, added up. */
  elapsed: Float64Array;
  count = 0;

  constructor(room = 64) {
    this.times = new Float64Array(room);
    this.gaps = new Uint8Array(room);
    this.elapsed = new Float64Array(room);
  }

  add(at: number, isAfterGap: boolean): void {
    if (this.count === this.times.length) this.#grow();
    this.times[this.count] = at;
    this.gaps[this.count] = isAfterGap ? 1 : 0;
    this.elapsed[this.count] = this.count === 0 ? 0 : (this.elapsed[this.count - 1] as number) + at - this.first;
    this.count += 1;
  }

  timeOf(index: number): number {
    return this.times[index] ?? NaN;
  }

  gapBefore(index: number): boolean {
    return this.gaps[index] === 1;
  }

  get first(): number {
    return this.timeOf(0);
  }

  get last(): number {
    return this.timeOf(this.count - 1);
  }

  /** Index of the first poll at or after `t`; `count` when there is none. */
  indexFrom(t: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeOf(middle) < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const times = new Float64Array(this.times.length * 2);
    times.set(this.times);
    this.times = times;
    const gaps = new Uint8Array(this.gaps.length * 2);
    gaps.set(this.gaps);
    this.gaps = gaps;
    const elapsed = new Float64Array(this.elapsed.length * 2);
    elapsed.set(this.elapsed);
    this.elapsed = elapsed;
  }
}

/** Those from one on: how many, and of each the time since the one before, doubled, and one more after a gap. */
export function writePolls(polls: Polls, out: GrowingBytes, from = 0): void {
  out.unsigned(polls.count - from);
  let before = 0;
  for (let index = from; index < polls.count; index += 1) {
    out.unsigned((polls.timeOf(index) - before) * 2 + (polls.gapBefore(index) ? 1 : 0));
    before = polls.timeOf(index);
  }
}

/** Adds to `polls` what was written. */
export function readPolls(from: ByteReader, polls: Polls): Polls {
  let at = 0;
  for (let left = from.unsigned(); left > 0; left -= 1) {
    const step = from.unsigned();
    at += Math.floor(step / 2);
    polls.add(at, step % 2 === 1);
  }
  return polls;
}
