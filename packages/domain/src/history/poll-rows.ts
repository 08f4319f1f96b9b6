import { ackedOf } from '../metrics/acked.ts';
import { countedPlace, gaugePlace, type RollupShape } from './rollup-shape.ts';
import { columnOf } from './series-kinds.ts';

/** Where counters stood when they were last known, since the last gap; NaN = not known since then. */
export interface Readings {
  readonly figures: Float64Array;
  readonly times: Float64Array;
}

// Most buckets have fewer polls: a minute of them, five seconds apart.
const ROWS = 32;

/**
 * The polls of a bucket side by side before they are added up: a figure at a time over all of them is several times
 * quicker than all figures of one poll after the other, and there are millions of polls in an hour.
 */
export class PollRows {
  readonly readings: Readings;
  readonly #shape: RollupShape;
  readonly #width: number;
  /** The row before the first one, and then the polls that are to be added up. */
  readonly #rows: Float64Array;
  readonly #times = new Float64Array(ROWS);
  #count = 0;

  constructor(shape: RollupShape, width: number) {
    const counted = shape.counted.length;
    this.readings = { figures: new Float64Array(counted).fill(NaN), times: new Float64Array(counted).fill(NaN) };
    this.#shape = shape;
    this.#width = width;
    this.#rows = new Float64Array((ROWS + 1) * width);
    this.forget();
  }

  /** As new, for another series. */
  clear(): void {
    this.#count = 0;
    this.forget();
  }

  /** True when no more fit: they have to be added up first. */
  add(at: number, figures: Float64Array): boolean {
    const width = this.#width;
    this.#times[this.#count] = at;
    this.#count += 1;
    const start = this.#count * width;
    // Shorter than what a call of `set` costs.
    for (let column = 0; column < width; column += 1) this.#rows[start + column] = figures[column] as number;
    return this.#count === ROWS;
  }

  /** Nothing is known of the time before the next poll. Not while there are polls to be added up. */
  forget(): void {
    this.#rows.fill(NaN, 0, this.#width);
    this.readings.figures.fill(NaN);
  }

  /** The next poll follows one with these figures. */
  follow(figures: Float64Array): void {
    this.#rows.set(figures, 0);
  }

  /** Adds up what was added; there are none left then. */
  addTo(places: Float64Array): void {
    const count = this.#count;
    if (count === 0) return;
    const { gauges, counted } = this.#shape;
    places[0] = (places[0] as number) + count;
    gauges.forEach(({ column, isInstant }, index) => this.#addGauge(places, gaugePlace(index), column, isInstant));
    counted.forEach(({ of, column }, index) => {
      const place = countedPlace(this.#shape, index);
      if (of === 'acked') this.#addAcked(places, place, index, column);
      else this.#addCounter(places, place, index, column);
    });
    const last = count * this.#width;
    this.#rows.copyWithin(0, last, last + this.#width);
    this.#count = 0;
  }

  #addGauge(places: Float64Array, place: number, column: number, isInstant: boolean): void {
    const rows = this.#rows;
    let last = places[place] as number;
    let low = places[place + 1] as number;
    let high = places[place + 2] as number;
    let sum = places[place + 3] as number;
    let known = places[place + 4] as number;
    for (let row = 0, from = this.#width + column; row < this.#count; row += 1, from += this.#width) {
      const raw = rows[from] as number;
      if (Number.isNaN(raw)) continue;
      last = raw;
      if (isInstant && raw !== 0) {
        const at = this.#times[row] as number;
        last = raw > at ? 0 : at - raw;
      }
      if (known === 0 || last < low) low = last;
      if (known === 0 || last > high) high = last;
      sum += last;
      known += 1;
    }
    places[place] = last;
    places[place + 1] = low;
    places[place + 2] = high;
    places[place + 3] = sum;
    places[place + 4] = known;
  }

  #addCounter(places: Float64Array, place: number, index: number, column: number): void {
    const { figures, times } = this.readings;
    let before = figures[index] as number;
    let beforeAt = times[index] as number;
    let amount = places[place] as number;
    let ms = places[place + 1] as number;
    for (let row = 0, from = this.#width + column; row < this.#count; row += 1, from += this.#width) {
      const figure = this.#rows[from] as number;
      if (Number.isNaN(figure)) continue;
      const at = this.#times[row] as number;
      if (figure >= before) {
        amount += figure - before;
        ms += at - beforeAt;
      }
      before = figure;
      beforeAt = at;
    }
    places[place] = amount;
    places[place + 1] = ms;
    figures[index] = before;
    times[index] = beforeAt;
  }

  #addAcked(places: Float64Array, place: number, index: number, column: number): void {
    const { figures, times } = this.readings;
    for (let row = 0, from = this.#width; row < this.#count; row += 1, from += this.#width) {
      const figure = this.#rows[from + column] as number;
      if (Number.isNaN(figure)) continue;
      const at = this.#times[row] as number;
      const amount = ackedBetween(this.#rows, from - this.#width, from);
      if (!Number.isNaN(amount)) {
        places[place] = (places[place] as number) + amount;
        places[place + 1] = (places[place + 1] as number) + at - (times[index] as number);
      }
      figures[index] = figure;
      times[index] = at;
    }
  }
}

const GROUP = {
  unread: columnOf('group', 'unread'),
  pending: columnOf('group', 'pending'),
  entriesAdded: columnOf('group', 'entriesAdded'),
  entriesRead: columnOf('group', 'entriesRead'),
  positionMs: columnOf('group', 'positionMs'),
  consumers: columnOf('group', 'consumers'),
} as const;

function ackedBetween(rows: Float64Array, before: number, now: number): number {
  return ackedOf(
    (rows[now + GROUP.entriesRead] as number) - (rows[before + GROUP.entriesRead] as number),
    (rows[now + GROUP.pending] as number) - (rows[before + GROUP.pending] as number),
    (rows[now + GROUP.positionMs] as number) - (rows[before + GROUP.positionMs] as number),
    (rows[now + GROUP.consumers] as number) - (rows[before + GROUP.consumers] as number),
    (rows[now + GROUP.entriesAdded] as number) - (rows[before + GROUP.entriesAdded] as number),
    rows[before + GROUP.unread] as number,
  );
}
