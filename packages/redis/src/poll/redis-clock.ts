/** Redis TIME, carried on by this machine's monotonic clock between two readings. All in ms. */
export class RedisClock {
  readonly #monotonic: () => number;
  #at = 0;
  #readAt = 0;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** Monotonic ms of this machine: for durations and for what is due. */
  monotonic(): number {
    return this.#monotonic();
  }

  /** Epoch ms by Redis' clock, now. */
  now(): number {
    return Math.round(this.#at + this.#monotonic() - this.#readAt);
  }

  set(redisMs: number): void {
    this.#at = redisMs;
    this.#readAt = this.#monotonic();
  }
}
