/** What Redis has worked so far, and when it said so. */
export interface ProcessorReading {
  /** Processor time of the server, ms. */
  readonly processorMs: number;
  /** Monotonic ms of this machine. */
  readonly at: number;
}

// What others took while a poll went on is taken to be what they took before it. Where that is more than the poll is
// estimated at, ours is lost in how theirs varies, and what was learned before stands.
const MOST_OF_OTHERS = 1;
// So much of polling, by estimate, before anything is concluded from it: below that the timers of both sides count.
const ENOUGH_MS = 5;
// The middle one of the newest readings counts: somebody's long command during one poll is not ours.
const REMEMBERED = 7;
const LEAST_READINGS = 3;
// A processor is not faster or slower by more than this, and what else it is are commands made dearer by others, such
// as clients that MONITOR.
const LEAST = 0.5;
const MOST = 10;

/**
 * Holds what polls were estimated to cost against the processor time Redis itself reports before and behind each of them.
 * Estimates are one machine's: caches, the order in which keys were made, and whoever listens along all change them.
 */
export class CostGauge {
  #readings: readonly number[] = [];
  #begun: ProcessorReading | undefined;
  #ended: ProcessorReading | undefined;
  #measuredMs = 0;
  #estimatedMs = 0;

  /** What a poll costs over what it is estimated to cost. */
  get scale(): number {
    return this.isMeasured ? median(this.#readings) : 1;
  }

  /** False while the scale is nothing but the estimate's own. */
  get isMeasured(): boolean {
    return this.#readings.length >= LEAST_READINGS;
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
    const perMs = (begun.processorMs - before.processorMs) / (begun.at - before.at);
    const others = perMs * (reading.at - begun.at);
    // Neither NaN, of no time between two polls, nor less than nothing, of a server that was restarted.
    if (!(others >= 0 && others <= MOST_OF_OTHERS * estimatedMs)) return;
    this.#measuredMs += reading.processorMs - begun.processorMs - others;
    this.#estimatedMs += estimatedMs;
    if (this.#estimatedMs < ENOUGH_MS) return;
    const found = Math.min(MOST, Math.max(LEAST, this.#measuredMs / this.#estimatedMs));
    this.#readings = [...this.#readings.slice(1 - REMEMBERED), found];
    this.#measuredMs = this.#estimatedMs = 0;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
}

/** Processor time in the text of INFO: of the thread that answers, where the server tells its threads apart. */
export function processorMsIn(info: string): number | undefined {
  const seconds = (name: string): number => Number(new RegExp(`^${name}:([0-9.]+)`, 'm').exec(info)?.[1] ?? NaN);
  const thread = seconds('used_cpu_user_main_thread') + seconds('used_cpu_sys_main_thread');
  const all = seconds('used_cpu_user') + seconds('used_cpu_sys');
  const known = Number.isFinite(thread) ? thread : all;
  return Number.isFinite(known) ? known * 1_000 : undefined;
}
