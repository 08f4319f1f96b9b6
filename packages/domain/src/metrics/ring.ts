import { createRingMemory, type RingMemory, type RingRoom } from './ring-memory.ts';
import { pointsOf, type Drawable } from './ring-points.ts';

/** Newest samples of one series: a fixed number of figures per sample, oldest forgotten first. Times are epoch ms. */
export interface Ring extends Omit<Drawable, 'peakOf'> {
  readonly metricCount: number;
  /** Samples held now. */
  readonly size: number;
  /** Time of the oldest and newest sample; null while empty. */
  readonly oldest: number | null;
  readonly newest: number | null;
  /**
   * Keeps one figure per metric; null = not known at that moment. Samples of one bucket share a slot: the last wins,
   * peaks are kept. A sample older than the newest is ignored. When more than three times `intervalMs` (the present
   * poll interval) lie between two samples, the space between them is a gap.
   */
  record(at: number, values: readonly (number | null)[], intervalMs?: number): void;
  /** Polling stopped at `at`: the next sample will not be joined to the ones before. */
  markGap(at: number): void;
  /**
   * Somebody acted on the group by hand since the newest sample: what lies between that and the next one is no work of
   * the group, and is left out of its rates. Trends and drawings keep it.
   */
  markOdd(): void;
  /** At most `maxPoints` points; lowest and highest of each stretch survive; null = a gap or not known then. */
  points(metric: number, from: number, to: number, maxPoints: number): [t: number, v: number | null][];
  /** The figure at that time: of the last sample at or before it, unless a gap lies between. */
  valueAt(metric: number, t: number): number | null;

  // Reading sample by sample, without allocating: index 0 is the oldest, size - 1 the newest; what drawing reads, too.
  /** Index of the first sample behind the newest gap; 0 when no gap is held. */
  readonly newestGap: number;
  /** True when what lies between this sample and the one before was not the group's own work. */
  oddBefore(index: number): boolean;
  /** Index of the newest sample with such a time before it; 0 when none is held. */
  readonly newestOdd: number;

  /** Gives its memory to the next ring of the same pool; it is empty from then on and keeps nothing any more. */
  release(): void;
}

/** Rings of one size that share their memory. */
export interface RingPool {
  /** An empty ring. Without `release` at its end its memory is lost to the pool. */
  ring(): Ring;
}

const GAP_BEFORE = 1;
const HAS_PEAKS = 2;
const ODD_BEFORE = 4;
// The largest peak that can be kept; more than Redis can count.
const HIGHEST = 3.4e38;
// Polls closer than this are never torn apart, however fine the buckets are.
const LEAST_INTERVAL_MS = 5_000;
const MISSED_POLLS = 3;
// A clock that steps back a little (NTP, a failover between good clocks) loses a poll or two; one that steps back
// further takes the samples of its false future with it.
const CLOCK_STEP_MS = 5_000;

/** An empty ring of `slots` samples, one per `bucketMs`, with memory of its own. */
export function createRing(metricCount: number, slots: number, bucketMs: number): Ring {
  return createRingPool(metricCount, slots, bucketMs, 1).ring();
}

/** For tens of thousands of rings: few large pieces of memory instead of many small ones. */
export function createRingPool(metricCount: number, slots: number, bucketMs: number, ringsPerSlab?: number): RingPool {
  const most = Math.max(2, slots);
  const memory = createRingMemory(metricCount, most, ringsPerSlab);
  return { ring: () => new SampleRing(metricCount, most, bucketMs, memory) };
}

// A class, because it owns its memory and there are tens of thousands: one set of methods for all of them.
// Samples are numbered for ever; `#first` is the oldest kept. A row is [time, figures…]; NaN is a figure not known.
class SampleRing implements Ring, Drawable {
  readonly metricCount: number;
  readonly bucketMs: number;
  readonly #slots: number;
  readonly #memory: RingMemory;
  readonly #room: RingRoom;
  #released = false;
  #first = 0;
  #next = 0;
  #lastGap = 0;
  #gapAt: number | null = null;
  #lastOdd = 0;
  #isOdd = false;

  constructor(metricCount: number, slots: number, bucketMs: number, memory: RingMemory) {
    this.metricCount = metricCount;
    this.bucketMs = bucketMs;
    this.#slots = slots;
    this.#memory = memory;
    this.#room = memory.take();
  }

  get size(): number {
    return this.#next - this.#first;
  }

  get oldest(): number | null {
    return this.size === 0 ? null : this.timeOf(0);
  }

  get newest(): number | null {
    return this.size === 0 ? null : this.timeOf(this.size - 1);
  }

  record(at: number, values: readonly (number | null)[], intervalMs: number = LEAST_INTERVAL_MS): void {
    if (this.#released) return;
    if (this.size > 0 && at <= this.timeOf(this.size - 1)) {
      if (this.timeOf(this.size - 1) - at < CLOCK_STEP_MS) return;
      this.#forgetFrom(at);
    }
    const newest = this.newest;
    const longest = MISSED_POLLS * Math.max(intervalMs, this.bucketMs, LEAST_INTERVAL_MS);
    const gap = newest !== null && (this.#gapAt !== null || at - newest > longest);
    this.#gapAt = null;
    const sameBucket = newest !== null && !gap && Math.floor(at / this.bucketMs) === Math.floor(newest / this.bucketMs);
    if (sameBucket) this.#overwrite(at, values);
    else this.#append(at, gap, values);
  }

  markGap(at: number): void {
    this.#gapAt ??= at;
  }

  markOdd(): void {
    this.#isOdd = true;
  }

  timeOf(index: number): number {
    return this.#cell(index, 0);
  }

  figureOf(index: number, metric: number): number {
    return this.#cell(index, metric + 1);
  }

  gapBefore(index: number): boolean {
    return this.#has(index, GAP_BEFORE);
  }

  oddBefore(index: number): boolean {
    return this.#has(index, ODD_BEFORE);
  }

  get newestOdd(): number {
    return Math.max(0, this.#lastOdd - this.#first);
  }

  get newestGap(): number {
    return Math.max(0, this.#lastGap - this.#first);
  }

  indexFrom(t: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeOf(middle) < t) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  valueAt(metric: number, t: number): number | null {
    const after = this.indexFrom(t);
    if (after < this.size && this.timeOf(after) === t) return orNull(this.figureOf(after, metric));
    if (after === 0) return null;
    if (after < this.size) return this.gapBefore(after) ? null : orNull(this.figureOf(after - 1, metric));
    if (this.#gapAt !== null && this.#gapAt <= t) return null;
    const age = t - this.timeOf(after - 1);
    return age > MISSED_POLLS * Math.max(this.bucketMs, LEAST_INTERVAL_MS)
      ? null
      : orNull(this.figureOf(after - 1, metric));
  }

  points(metric: number, from: number, to: number, maxPoints: number): [t: number, v: number | null][] {
    const openGap = this.#gapAt !== null && this.#gapAt >= from && this.#gapAt <= to ? this.#gapAt : null;
    const points = pointsOf(this, metric, from, to, maxPoints - (openGap === null ? 0 : 1));
    if (openGap !== null) points.push([openGap, null]);
    return points;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#first = this.#next;
    this.#memory.giveBack(this.#room);
  }

  #append(at: number, gap: boolean, values: readonly (number | null)[]): void {
    if (this.size === this.#slots) this.#first += 1;
    if (gap) this.#lastGap = this.#next;
    const sample = this.#sampleOf(this.#next);
    this.#room.slab.flags[sample] = (gap ? GAP_BEFORE : 0) | this.#takeOdd(this.#next);
    this.#write(sample, at, values);
    this.#next += 1;
  }

  #overwrite(at: number, values: readonly (number | null)[]): void {
    const { cells, peaks, flags } = this.#room.slab;
    const sample = this.#sampleOf(this.#next - 1);
    const flag = flags[sample] ?? 0;
    for (let metric = 0; metric < this.metricCount; metric += 1) {
      const before = cells[sample * (this.metricCount + 1) + 1 + metric] ?? NaN;
      const peak = (flag & HAS_PEAKS) === 0 ? NaN : (peaks[sample * this.metricCount + metric] ?? NaN);
      peaks[sample * this.metricCount + metric] =
        before <= peak || Number.isNaN(before) ? peak : Math.min(before, HIGHEST);
    }
    flags[sample] = flag | HAS_PEAKS | this.#takeOdd(this.#next - 1);
    this.#write(sample, at, values);
  }

  #takeOdd(row: number): number {
    if (!this.#isOdd) return 0;
    this.#isOdd = false;
    this.#lastOdd = row;
    return ODD_BEFORE;
  }

  #write(sample: number, at: number, values: readonly (number | null)[]): void {
    const { cells } = this.#room.slab;
    const base = sample * (this.metricCount + 1);
    cells[base] = at;
    for (let metric = 0; metric < this.metricCount; metric += 1) cells[base + 1 + metric] = values[metric] ?? NaN;
  }

  #forgetFrom(at: number): void {
    this.#next = this.#first + this.indexFrom(at);
    this.#lastGap = Math.min(this.#lastGap, this.#next);
    this.#lastOdd = Math.min(this.#lastOdd, this.#next);
    this.#gapAt = at;
  }

  /** Where in the slab the sample of that number lies. */
  #sampleOf(row: number): number {
    return this.#room.place * this.#slots + (row % this.#slots);
  }

  #cell(index: number, column: number): number {
    return this.#room.slab.cells[this.#sampleOf(this.#first + index) * (this.metricCount + 1) + column] ?? NaN;
  }

  #has(index: number, flag: number): boolean {
    return ((this.#room.slab.flags[this.#sampleOf(this.#first + index)] ?? 0) & flag) !== 0;
  }

  peakOf(index: number, metric: number): number {
    if (!this.#has(index, HAS_PEAKS)) return NaN;
    return this.#room.slab.peaks[this.#sampleOf(this.#first + index) * this.metricCount + metric] ?? NaN;
  }
}

function orNull(figure: number): number | null {
  return Number.isNaN(figure) ? null : figure;
}
