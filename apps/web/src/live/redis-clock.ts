import { useSyncExternalStore } from 'react';

/**
 * Redis' time as this tab knows it, and the one ticker behind every age on the page. Ages are drawn from instants by
 * the clock of Redis, which is neither this machine's nor the server's.
 */
class RedisClock {
  #offsetMs = 0;
  #tick = 0;
  #hereTick = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #listeners = new Set<() => void>();

  /** Epoch ms. */
  now(): number {
    return this.fromHere(Date.now());
  }

  /** Redis time of a moment that this browser's own clock told. */
  fromHere(at: number): number {
    return at + this.#offsetMs;
  }

  /** The time of the last tick: the same for everything drawn in one second. */
  ticked(): number {
    if (this.#tick === 0 || this.#timer === undefined) this.#read();
    return this.#tick;
  }

  /** The same moment by this browser's own clock. */
  tickedHere(): number {
    this.ticked();
    return this.#hereTick;
  }

  setOffset(offsetMs: number): void {
    // Jitter below what an age shows would make ages stutter.
    if (Math.abs(offsetMs - this.#offsetMs) < 250) return;
    this.#offsetMs = offsetMs;
    this.#beat();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#read();
      this.#timer = setInterval(() => {
        this.#beat();
      }, 1000);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  #read(): void {
    this.#hereTick = Date.now();
    this.#tick = this.#hereTick + this.#offsetMs;
  }

  #beat(): void {
    this.#read();
    for (const listener of this.#listeners) listener();
  }
}

export const redisClock = new RedisClock();

const snapshot = () => redisClock.ticked();

/** Redis time, epoch ms, renewed once a second for all who ask. */
export function useNow(): number {
  return useSyncExternalStore(redisClock.subscribe, snapshot);
}

const hereSnapshot = () => redisClock.tickedHere();

/** This browser's time, epoch ms, renewed with useNow: for what this browser itself timed. */
export function useHereNow(): number {
  return useSyncExternalStore(redisClock.subscribe, hereSnapshot);
}
