/** Newest samples of one series: a fixed number of figures per sample, oldest forgotten first. Times are epoch ms. */
export interface Ring {
  readonly metricCount: number;
  readonly bucketMs: number;
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
  /** At most `maxPoints` points; lowest and highest of each stretch survive; null = a gap or not known then. */
  points(metric: number, from: number, to: number, maxPoints: number): [t: number, v: number | null][];
  /** The figure at that time: of the last sample at or before it, unless a gap lies between. */
  valueAt(metric: number, t: number): number | null;

  // Reading sample by sample, without allocating: index 0 is the oldest, size - 1 the newest.
  timeOf(index: number): number;
  /** NaN = not known. */
  figureOf(index: number, metric: number): number;
  /** True when nothing is known about the time between this sample and the one before it. */
  gapBefore(index: number): boolean;
  /** Index of the first sample behind the newest gap; 0 when no gap is held. */
  readonly newestGap: number;
  /** Index of the first sample at or after `t`; `size` when there is none. */
  indexFrom(t: number): number;
}

// Samples per chunk: small, so that a quiet or short-lived series takes little.
const CHUNK = 32;
// Polls closer than this are never torn apart, however fine the buckets are.
const LEAST_INTERVAL_MS = 5_000;
const MISSED_POLLS = 3;
// A clock that steps back a little (NTP, a failover between good clocks) loses a poll or two; one that steps back
// further takes the samples of its false future with it.
const CLOCK_STEP_MS = 5_000;

/** An empty ring of `slots` samples, one per `bucketMs`. Memory is taken in chunks as samples arrive. */
export function createRing(metricCount: number, slots: number, bucketMs: number): Ring {
  return new SampleRing(metricCount, slots, bucketMs);
}

// A class, because it owns its memory and there are tens of thousands: one set of methods for all of them.
// Samples are numbered for ever; `#first` is the oldest kept. A row is [time, figures…]; a negative time means that
// a gap lies before the sample; NaN is a figure not known.
class SampleRing implements Ring {
  readonly metricCount: number;
  readonly bucketMs: number;
  readonly #slots: number;
  readonly #chunkCount: number;
  readonly #chunks: Float64Array[] = [];
  // Highest figure per bucket, only for chunks in which buckets hold more than one sample.
  readonly #peaks: (Float64Array | undefined)[] = [];
  #first = 0;
  #next = 0;
  #lastGap = 0;
  #gapAt: number | null = null;

  constructor(metricCount: number, slots: number, bucketMs: number) {
    this.metricCount = metricCount;
    this.bucketMs = bucketMs;
    this.#slots = Math.max(2, slots);
    this.#chunkCount = Math.ceil(this.#slots / CHUNK) + 1;
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
    else this.#append(gap ? -at : at, values);
  }

  markGap(at: number): void {
    this.#gapAt ??= at;
  }

  timeOf(index: number): number {
    return Math.abs(this.#cell(this.#first + index, 0));
  }

  figureOf(index: number, metric: number): number {
    return this.#cell(this.#first + index, metric + 1);
  }

  gapBefore(index: number): boolean {
    return this.#cell(this.#first + index, 0) < 0;
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
    const start = this.indexFrom(from);
    const end = this.indexFrom(to + 1);
    const openGap = this.#gapAt !== null && this.#gapAt >= from && this.#gapAt <= to ? this.#gapAt : null;
    const room = maxPoints - (openGap === null ? 0 : 1);
    // A sample gives at most three points: the gap before it, the peak of its bucket, its last figure.
    const points =
      (end - start) * 3 <= room || this.#plainCount(metric, start, end) <= room
        ? this.#everyPoint(metric, start, end)
        : this.#extremes(metric, start, end, from, to, Math.max(1, Math.floor(room / 3)));
    if (openGap !== null) points.push([openGap, null]);
    return points;
  }

  #plainCount(metric: number, start: number, end: number): number {
    let count = end - start;
    for (let index = start; index < end; index += 1) {
      if (index > start && this.gapBefore(index)) count += 1;
      if (this.#peakOf(index, metric) > this.figureOf(index, metric)) count += 1;
    }
    return count;
  }

  #everyPoint(metric: number, start: number, end: number): [number, number | null][] {
    const points: [number, number | null][] = [];
    for (let index = start; index < end; index += 1) {
      const t = this.timeOf(index);
      if (index > start && this.gapBefore(index)) points.push([this.timeOf(index - 1) + 1, null]);
      const peak = this.#peakOf(index, metric);
      const last = this.figureOf(index, metric);
      if (peak > last) points.push([(Math.floor(t / this.bucketMs) * this.bucketMs + t) / 2, peak]);
      points.push([t, orNull(last)]);
    }
    return points;
  }

  /** Per column of time at most three points, in order: its lowest, its highest, and that something is missing. */
  #extremes(
    metric: number,
    start: number,
    end: number,
    from: number,
    to: number,
    columns: number,
  ): [number, number | null][] {
    const width = (to - from + 1) / columns;
    const points: [number, number | null][] = [];
    let index = start;
    while (index < end) {
      const until = from + (Math.floor((this.timeOf(index) - from) / width) + 1) * width;
      let low: [number, number] | undefined;
      let high: [number, number] | undefined;
      let hole: [number, null] | undefined;
      for (; index < end && this.timeOf(index) < until; index += 1) {
        const t = this.timeOf(index);
        const last = this.figureOf(index, metric);
        if (index > start && this.gapBefore(index)) hole ??= [this.timeOf(index - 1) + 1, null];
        if (Number.isNaN(last)) {
          hole ??= [t, null];
          continue;
        }
        const peak = Math.max(last, this.#peakOf(index, metric) || last);
        if (low === undefined || last < low[1]) low = [t, last];
        if (high === undefined || peak > high[1]) high = [t, peak];
      }
      const column: [number, number | null][] = [];
      if (hole) column.push(hole);
      if (low) column.push(low);
      if (high && low && high[0] !== low[0]) column.push(high);
      else if (high && low && high[1] !== low[1]) column.push([high[0], high[1]]);
      points.push(...column.toSorted((a, b) => a[0] - b[0]));
    }
    return points;
  }

  #append(time: number, values: readonly (number | null)[]): void {
    if (this.size === this.#slots) this.#first += 1;
    const slot = (this.#next >> 5) % this.#chunkCount;
    const width = this.metricCount + 1;
    if (this.#next % CHUNK === 0) this.#peaks[slot] = undefined;
    if (time < 0) this.#lastGap = this.#next;
    const chunk = (this.#chunks[slot] ??= new Float64Array(CHUNK * width));
    const base = (this.#next % CHUNK) * width;
    chunk[base] = time;
    for (let metric = 0; metric < this.metricCount; metric += 1) chunk[base + 1 + metric] = values[metric] ?? NaN;
    this.#next += 1;
  }

  #overwrite(at: number, values: readonly (number | null)[]): void {
    const row = this.#next - 1;
    const slot = (row >> 5) % this.#chunkCount;
    const width = this.metricCount + 1;
    const chunk = this.#chunks[slot];
    if (chunk === undefined) return;
    const base = (row % CHUNK) * width;
    const peaks = (this.#peaks[slot] ??= new Float64Array(CHUNK * this.metricCount).fill(NaN));
    const peakBase = (row % CHUNK) * this.metricCount;
    chunk[base] = (chunk[base] ?? 0) < 0 ? -at : at;
    for (let metric = 0; metric < this.metricCount; metric += 1) {
      const before = chunk[base + 1 + metric] ?? NaN;
      const peak = peaks[peakBase + metric] ?? NaN;
      if (!(before <= peak)) peaks[peakBase + metric] = Number.isNaN(before) ? peak : before;
      chunk[base + 1 + metric] = values[metric] ?? NaN;
    }
  }

  #forgetFrom(at: number): void {
    this.#next = this.#first + this.indexFrom(at);
    this.#lastGap = Math.min(this.#lastGap, this.#next);
    this.#gapAt = at;
  }

  #cell(row: number, column: number): number {
    const chunk = this.#chunks[(row >> 5) % this.#chunkCount];
    return chunk === undefined ? NaN : (chunk[(row % CHUNK) * (this.metricCount + 1) + column] ?? NaN);
  }

  #peakOf(index: number, metric: number): number {
    const row = this.#first + index;
    const peaks = this.#peaks[(row >> 5) % this.#chunkCount];
    return peaks === undefined ? NaN : (peaks[(row % CHUNK) * this.metricCount + metric] ?? NaN);
  }
}

function orNull(figure: number): number | null {
  return Number.isNaN(figure) ? null : figure;
}
