import { ackedOf } from '../metrics/acked.ts';
import { Polls } from './polls.ts';
import { type Counted, countedPlace, type Gauge, gaugePlace, type RollupShape } from './rollup-shape.ts';
import { columnOf, widthOf } from './series-kinds.ts';

// Most buckets have fewer: a minute of polls, five seconds apart.
const ROWS = 32;

/**
 * Adds up the polls of one series. What it is given are runs: polls one behind the other, without a gap between them,
 * at which nothing of the series changed. One that stands still costs as much for an hour as for a poll.
 *
 * Runs lie side by side before they are added up: a figure at a time over all of them is quicker than all figures of
 * one run after the other, and there are millions of them in an hour.
 */
export class BucketSums {
  /** What was added up since this was last filled with 0, once it is flushed; its places are those of the shape. */
  readonly places: Float64Array;
  readonly #shape: RollupShape;
  readonly #width: number;
  #polls = new Polls();
  /** The row before the first one, and then the runs that are to be added up. */
  readonly #rows: Float64Array;
  /** Of each run: its first poll, how many there are, when they were. */
  readonly #from = new Int32Array(ROWS + 1);
  readonly #counts = new Int32Array(ROWS + 1);
  readonly #firstAt = new Float64Array(ROWS + 1);
  readonly #lastAt = new Float64Array(ROWS + 1);
  #count = 0;
  /** By counted thing: the figure it was last known to have since the last gap (NaN = none), and when. */
  readonly #known: Float64Array;
  readonly #knownAt: Float64Array;

  constructor(shape: RollupShape) {
    this.#shape = shape;
    this.#width = widthOf(shape.kind);
    this.places = new Float64Array(shape.width);
    this.#rows = new Float64Array((ROWS + 1) * this.#width);
    this.#known = new Float64Array(shape.counted.length);
    this.#knownAt = new Float64Array(shape.counted.length);
    this.forget();
  }

  /** Another series, of which these are the polls. */
  begin(polls: Polls): void {
    this.#polls = polls;
    this.#count = 0;
    this.forget();
  }

  /** Nothing is known of the time before the next poll. */
  forget(): void {
    this.flush();
    this.#rows.fill(NaN, 0, this.#width);
    this.#known.fill(NaN);
  }

  /** The figures from one poll on, up to another that is not one of them any more. */
  add(figures: Float64Array, from: number, end: number): void {
    if (this.#count === ROWS) this.flush();
    const row = this.#count + 1;
    const rows = this.#rows;
    const width = this.#width;
    // Shorter than what a call of `set` costs.
    for (let column = 0, at = row * width; column < width; column += 1, at += 1) rows[at] = figures[column] as number;
    this.#from[row] = from;
    this.#counts[row] = end - from;
    this.#firstAt[row] = this.#polls.times[from] as number;
    this.#lastAt[row] = this.#polls.times[end - 1] as number;
    this.#count = row;
  }

  /** Sees to it that everything is in `places`. */
  flush(): void {
    if (this.#count === 0) return;
    const { gauges, counted } = this.#shape;
    const { places } = this;
    for (let row = 1; row <= this.#count; row += 1) places[0] = (places[0] as number) + (this.#counts[row] as number);
    for (let index = 0; index < gauges.length; index += 1) {
      const { column, isInstant } = gauges[index] as Gauge;
      if (isInstant) this.#addAges(gaugePlace(index), column);
      else this.#addFigures(gaugePlace(index), column);
    }
    for (let index = 0; index < counted.length; index += 1) {
      const { of, column } = counted[index] as Counted;
      if (of === 'acked') this.#addAcked(countedPlace(this.#shape, index), index);
      else this.#addCounter(countedPlace(this.#shape, index), index, column);
    }
    const last = this.#count * this.#width;
    for (let column = 0; column < this.#width; column += 1) this.#rows[column] = this.#rows[last + column] as number;
    this.#count = 0;
  }

  #addFigures(place: number, column: number): void {
    const { places } = this;
    const rows = this.#rows;
    const counts = this.#counts;
    const width = this.#width;
    const count = this.#count;
    let known = places[place + 4] as number;
    let last = NaN;
    let low = known === 0 ? Infinity : (places[place + 1] as number);
    let high = known === 0 ? -Infinity : (places[place + 2] as number);
    let sum = places[place + 3] as number;
    for (let row = 1, at = width + column; row <= count; row += 1, at += width) {
      const figure = rows[at] as number;
      if (Number.isNaN(figure)) continue;
      const times = counts[row] as number;
      last = figure;
      if (figure < low) low = figure;
      if (figure > high) high = figure;
      sum += figure * times;
      known += times;
    }
    keepGauge(places, place, last, low, high, sum, known);
  }

  #addAges(place: number, column: number): void {
    const { places } = this;
    const rows = this.#rows;
    const counts = this.#counts;
    const firstAt = this.#firstAt;
    const width = this.#width;
    const count = this.#count;
    let known = places[place + 4] as number;
    let last = NaN;
    let low = known === 0 ? Infinity : (places[place + 1] as number);
    let high = known === 0 ? -Infinity : (places[place + 2] as number);
    let sum = places[place + 3] as number;
    for (let row = 1, at = width + column; row <= count; row += 1, at += width) {
      const instant = rows[at] as number;
      if (Number.isNaN(instant)) continue;
      const age = ageAt(firstAt[row] as number, instant);
      last = age;
      if (age < low) low = age;
      sum += age;
      if (counts[row] !== 1) {
        // It only grows.
        last = ageAt(this.#lastAt[row] as number, instant);
        sum += this.#laterAges(row, instant);
      }
      if (last > high) high = last;
      known += counts[row] as number;
    }
    keepGauge(places, place, last, low, high, sum, known);
  }

  /** Sum of the ages at the polls of a run behind its first. */
  #laterAges(row: number, instant: number): number {
    if (instant === 0) return 0;
    const { times, elapsed } = this.#polls;
    const first = this.#from[row] as number;
    const last = first + (this.#counts[row] as number) - 1;
    if (instant <= (times[first] as number)) {
      return (elapsed[last] as number) - (elapsed[first] as number) + (last - first) * ((times[0] as number) - instant);
    }
    let sum = 0;
    for (let poll = first + 1; poll <= last; poll += 1) sum += ageAt(times[poll] as number, instant);
    return sum;
  }

  #addCounter(place: number, index: number, column: number): void {
    const rows = this.#rows;
    const width = this.#width;
    const count = this.#count;
    let before = this.#known[index] as number;
    let beforeAt = this.#knownAt[index] as number;
    let amount = this.places[place] as number;
    let ms = this.places[place + 1] as number;
    for (let row = 1, at = width + column; row <= count; row += 1, at += width) {
      const figure = rows[at] as number;
      if (Number.isNaN(figure)) continue;
      const lastAt = this.#lastAt[row] as number;
      if (figure >= before) {
        amount += figure - before;
        ms += lastAt - beforeAt;
      } else ms += lastAt - (this.#firstAt[row] as number);
      before = figure;
      beforeAt = lastAt;
    }
    this.places[place] = amount;
    this.places[place + 1] = ms;
    this.#known[index] = before;
    this.#knownAt[index] = beforeAt;
  }

  #addAcked(place: number, index: number): void {
    const rows = this.#rows;
    const width = this.#width;
    const count = this.#count;
    let beforeAt = this.#knownAt[index] as number;
    let sum = this.places[place] as number;
    let ms = this.places[place + 1] as number;
    for (let row = 1, at = width; row <= count; row += 1, at += width) {
      if (Number.isNaN(rows[at + GROUP.entriesRead])) continue;
      const lastAt = this.#lastAt[row] as number;
      const amount = ackedBetween(rows, at - width, at);
      if (!Number.isNaN(amount)) {
        sum += amount;
        ms += lastAt - beforeAt;
      } else if (!Number.isNaN(rows[at + GROUP.pending])) {
        // While nothing changes nothing is acknowledged.
        ms += lastAt - (this.#firstAt[row] as number);
      }
      beforeAt = lastAt;
    }
    this.places[place] = sum;
    this.places[place + 1] = ms;
    this.#knownAt[index] = beforeAt;
  }
}

function keepGauge(
  places: Float64Array,
  place: number,
  last: number,
  low: number,
  high: number,
  sum: number,
  known: number,
): void {
  // Nothing was known of it.
  if (Number.isNaN(last)) return;
  places[place] = last;
  places[place + 1] = low;
  places[place + 2] = high;
  places[place + 3] = sum;
  places[place + 4] = known;
}

// 0 is no instant; one that is still to come, as a clock that was set back has it, is no age yet.
function ageAt(at: number, instant: number): number {
  return instant === 0 || instant > at ? 0 : at - instant;
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
