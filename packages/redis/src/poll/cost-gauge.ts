/** What Redis has worked so far, and when it said so. */
export interface ProcessorReading {
  /** Processor time of the server, ms. */
  readonly processorMs: number;
  /** Monotonic ms of this machine. */
  readonly at: number;
}

// What others took while a poll went on is taken to be what they took before it. Where they keep Redis this busy, the
// little that is ours is lost in how that varies, and what was learned before stands.
const BUSY_SHARE = 0.25;
// So much of polling, by estimate, before anything is concluded from it: below that the timers of both sides count.
const ENOUGH_MS = 5;
const WEIGHT = 0.3;
// A processor is not faster or slower by more than this, and what else it is are commands made dearer by others, such
// as clients that MONITOR.
const LEAST = 0.5;
const MOST = 10;

/**
 * Holds what polls were estimated to cost against the processor time Redis itself reports before and behind each of them.
 * Estimates are one machine's: caches, the order in which keys were made, and whoever listens along all change them.
 */
export class CostGauge {
  #scale = 1;
  #isMeasured = false;
  #begun: ProcessorReading | undefined;
  #ended: ProcessorReading | undefined;
  #measuredMs = 0;
  #estimatedMs = 0;

  /** What a poll costs over what it is estimated to cost. */
  get scale(): number {
    return this.#scale;
  }

  /** False while the scale is nothing but the estimate's own. */
  get isMeasured(): boolean {
    return this.#isMeasured;
  }

  /** A poll begins. undefined = the server does not say. */
  begin(reading: ProcessorReading | undefined): void {
    this.#begun = reading;
  }

  /** It is over; estimated, before any scale, at so many ms. */
  end(reading: ProcessorReading | undefined, estimatedMs: number): void {
    const [before, begun] = [this.#ended, this.#begun];
    this.#ended = reading;
    if (before === undefined || begun === undefined || reading === undefined) return;
    const others = (begun.processorMs - before.processorMs) / (begun.at - before.at);
    // Neither NaN, of no time between two polls, nor less than nothing, of a server that was restarted.
    if (!(others >= 0 && others <= BUSY_SHARE)) return;
    this.#measuredMs += reading.processorMs - begun.processorMs - others * (reading.at - begun.at);
    this.#estimatedMs += estimatedMs;
    if (this.#estimatedMs < ENOUGH_MS) return;
    const found = Math.min(MOST, Math.max(LEAST, this.#measuredMs / this.#estimatedMs));
    this.#scale += (found - this.#scale) * WEIGHT;
    this.#isMeasured = true;
    this.#measuredMs = this.#estimatedMs = 0;
  }
}

/** Processor time in the text of INFO: of the thread that answers, where the server tells its threads apart. */
export function processorMsIn(info: string): number | undefined {
  const seconds = (name: string): number => Number(new RegExp(`^${name}:([0-9.]+)`, 'm').exec(info)?.[1] ?? NaN);
  const thread = seconds('used_cpu_user_main_thread') + seconds('used_cpu_sys_main_thread');
  const all = seconds('used_cpu_user') + seconds('used_cpu_sys');
  const known = Number.isFinite(thread) ? thread : all;
  return Number.isFinite(known) ? known * 1_000 : undefined;
}
