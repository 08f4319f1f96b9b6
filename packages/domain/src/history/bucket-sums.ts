import { ackedOf } from '../metrics/acked.ts';
import { type ChangeRows, MOST_ROWS } from './change-rows.ts';
import { Polls } from './polls.ts';
import { type Counted, countedPlace, type Gauge, gaugePlace, type RollupShape } from './rollup-shape.ts';
import { ageAt, Runs } from './runs.ts';
import { columnOf, widthOf } from './series-kinds.ts';
import { addFigure, addUsualAges, addUsualFigures, keepGauge, usualAcked, usualAmount } from './usual-runs.ts';

const ROWS = MOST_ROWS;
const ALL = -1;

/**
 * Adds up the polls of one series. What it is given are runs: polls one behind the other, without a gap between them,
 * at which nothing of the series changed. One that stands still costs as much for an hour as for a poll.
 *
 * Runs lie side by side when they are added up: a figure at a time over all of them is quicker than all figures of
 * one run after the other, and there are millions of them in an hour.
 */
export class BucketSums {
  /** What was added up since this was last filled with 0, once it is flushed; its places are those of the shape. */
  readonly places: Float64Array;
  readonly #shape: RollupShape;
  readonly #width: number;
  #polls = new Polls();
  /** The figures of the run before those that are added up next; NaN = nothing is known of that. */
  readonly #before: Float64Array;
  /** Runs that are to be added up, when they come one by one. */
  readonly #rows: Float64Array;
  readonly #places: Int32Array;
  readonly #runs = new Runs(ROWS);
  #count = 0;
  /** By counted thing: the figure it was last known to have since the last gap (NaN = none), and when. */
  readonly #known: Float64Array;
  readonly #knownAt: Float64Array;

  constructor(shape: RollupShape) {
    this.#shape = shape;
    this.#width = widthOf(shape.kind);
    this.places = new Float64Array(shape.width);
    this.#before = new Float64Array(this.#width);
    this.#rows = new Float64Array(ROWS * this.#width);
    this.#places = Int32Array.from({ length: ROWS }, (_, row) => row * this.#width);
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
    this.#before.fill(NaN);
    this.#known.fill(NaN);
  }

  /** Goes on with a series where `keepState` left off: with the figures that lie at `at`, if it is there. */
  goOn(polls: Polls, figures: Float64Array, at: number, isThere: boolean, state: Float64Array, of: number): void {
    this.begin(polls);
    if (!isThere) return;
    this.#keepLast(figures, at);
    for (let index = 0; index < this.#known.length; index += 1) {
      this.#known[index] = state[of + index * 2] as number;
      this.#knownAt[index] = state[of + index * 2 + 1] as number;
    }
  }

  /** What has to be known of a series, beside its figures, to go on with it later: two numbers a counted thing. */
  keepState(state: Float64Array, of: number): void {
    for (let index = 0; index < this.#known.length; index += 1) {
      state[of + index * 2] = this.#known[index] as number;
      state[of + index * 2 + 1] = this.#knownAt[index] as number;
    }
  }

  /** The figures that lie at `at`, from one poll on up to another that is not one of them any more. */
  add(figures: Float64Array, at: number, from: number, end: number): void {
    if (this.#count === ROWS) this.flush();
    const rows = this.#rows;
    const width = this.#width;
    // Shorter than what a call of `set` costs.
    for (let column = 0, to = this.#count * width; column < width; column += 1, to += 1) {
      rows[to] = figures[at + column] as number;
    }
    this.#runs.note(this.#polls, this.#count, from, end);
    this.#count += 1;
  }

  /** Rows of changes, the last of which holds up to a poll. */
  addRows(rows: ChangeRows, end: number): void {
    this.flush();
    const { count, polls } = rows;
    this.#runs.noteAll(this.#polls, polls, count, end);
    this.#sum(rows.figures, rows.places, count, rows.changed);
  }

  /** Sees to it that everything is in `places`. */
  flush(): void {
    if (this.#count > 0) this.#sum(this.#rows, this.#places, this.#count, ALL);
    this.#count = 0;
  }

  /** Adds up runs whose figures lie at these places; `changed` = columns that are not the same in all. */
  #sum(rows: Float64Array, places: Int32Array, count: number, changed: number): void {
    const { gauges, counted } = this.#shape;
    const sums = this.places;
    const { isDense, firstAt } = this.#runs;
    let polls = 0;
    for (let run = 0; run < count; run += 1) polls += this.#runs.counts[run] as number;
    sums[0] = (sums[0] as number) + polls;
    for (let index = 0; index < gauges.length; index += 1) {
      const { column, isInstant } = gauges[index] as Gauge;
      const place = gaugePlace(index);
      if (isInstant) {
        if (!isDense || !addUsualAges(sums, place, rows, places, column, count, firstAt)) {
          this.#addAges(place, rows, places, column, count);
        }
      } else if ((changed >> column) & 1) {
        if (!isDense || !addUsualFigures(sums, place, rows, places, column, count)) {
          this.#addFigures(place, rows, places, column, count);
        }
      } else addFigure(sums, place, rows[(places[0] as number) + column] as number, polls);
    }
    for (let index = 0; index < counted.length; index += 1) {
      const { of, column } = counted[index] as Counted;
      const place = countedPlace(this.#shape, index);
      if (of === 'acked') this.#addAcked(place, index, rows, places, count);
      else this.#addCounter(place, index, rows, places, column, count);
    }
    this.#keepLast(rows, places[count - 1] as number);
  }

  #keepLast(figures: Float64Array, at: number): void {
    for (let column = 0; column < this.#width; column += 1) this.#before[column] = figures[at + column] as number;
  }

  #addFigures(place: number, rows: Float64Array, at: Int32Array, column: number, count: number): void {
    const { places } = this;
    const { counts } = this.#runs;
    let known = places[place + 4] as number;
    let last = NaN;
    let low = known === 0 ? Infinity : (places[place + 1] as number);
    let high = known === 0 ? -Infinity : (places[place + 2] as number);
    let sum = places[place + 3] as number;
    for (let run = 0; run < count; run += 1) {
      const figure = rows[(at[run] as number) + column] as number;
      if (Number.isNaN(figure)) continue;
      const times = counts[run] as number;
      last = figure;
      if (figure < low) low = figure;
      if (figure > high) high = figure;
      sum += figure * times;
      known += times;
    }
    keepGauge(places, place, last, low, high, sum, known);
  }

  #addAges(place: number, rows: Float64Array, at: Int32Array, column: number, count: number): void {
    const { places } = this;
    const { counts, firstAt, lastAt } = this.#runs;
    let known = places[place + 4] as number;
    let last = NaN;
    let low = known === 0 ? Infinity : (places[place + 1] as number);
    let high = known === 0 ? -Infinity : (places[place + 2] as number);
    let sum = places[place + 3] as number;
    for (let run = 0; run < count; run += 1) {
      const instant = rows[(at[run] as number) + column] as number;
      if (Number.isNaN(instant)) continue;
      const age = ageAt(firstAt[run] as number, instant);
      last = age;
      if (age < low) low = age;
      sum += age;
      if (counts[run] !== 1) {
        // It only grows.
        last = ageAt(lastAt[run] as number, instant);
        sum += this.#runs.laterAges(this.#polls, run, instant);
      }
      if (last > high) high = last;
      known += counts[run] as number;
    }
    keepGauge(places, place, last, low, high, sum, known);
  }

  #addCounter(place: number, index: number, rows: Float64Array, at: Int32Array, column: number, count: number): void {
    const usual = usualAmount(rows, at, column, count, this.#known[index] as number);
    if (!Number.isNaN(usual)) {
      this.#addWatched(place, index, usual, count);
      this.#known[index] = rows[(at[count - 1] as number) + column] as number;
      return;
    }
    let before = this.#known[index] as number;
    let beforeAt = this.#knownAt[index] as number;
    let amount = this.places[place] as number;
    let ms = this.places[place + 1] as number;
    for (let run = 0; run < count; run += 1) {
      const figure = rows[(at[run] as number) + column] as number;
      if (Number.isNaN(figure)) continue;
      const lastAt = this.#runs.lastAt[run] as number;
      if (figure >= before) {
        amount += figure - before;
        ms += lastAt - beforeAt;
      } else ms += lastAt - (this.#runs.firstAt[run] as number);
      before = figure;
      beforeAt = lastAt;
    }
    this.places[place] = amount;
    this.places[place + 1] = ms;
    this.#known[index] = before;
    this.#knownAt[index] = beforeAt;
  }

  /** An amount that came in since it was known last, up to the end of the runs. */
  #addWatched(place: number, index: number, amount: number, count: number): void {
    const { places } = this;
    const end = this.#runs.lastAt[count - 1] as number;
    places[place] = (places[place] as number) + amount;
    places[place + 1] = (places[place + 1] as number) + end - (this.#knownAt[index] as number);
    this.#knownAt[index] = end;
  }

  #addAcked(place: number, index: number, rows: Float64Array, places: Int32Array, count: number): void {
    const usual = usualAcked(rows, places, count, this.#before);
    if (!Number.isNaN(usual)) {
      this.#addWatched(place, index, usual, count);
      return;
    }
    let beforeAt = this.#knownAt[index] as number;
    let sum = this.places[place] as number;
    let ms = this.places[place + 1] as number;
    let then = this.#before;
    let before = 0;
    for (let run = 0; run < count; run += 1) {
      const at = places[run] as number;
      const read = rows[at + GROUP.entriesRead] as number;
      if (!Number.isNaN(read)) {
        const pending = rows[at + GROUP.pending] as number;
        const lastAt = this.#runs.lastAt[run] as number;
        const amount = ackedOf(
          read - (then[before + GROUP.entriesRead] as number),
          pending - (then[before + GROUP.pending] as number),
          (rows[at + GROUP.positionMs] as number) - (then[before + GROUP.positionMs] as number),
          (rows[at + GROUP.consumers] as number) - (then[before + GROUP.consumers] as number),
          (rows[at + GROUP.entriesAdded] as number) - (then[before + GROUP.entriesAdded] as number),
          then[before + GROUP.unread] as number,
        );
        if (!Number.isNaN(amount)) {
          sum += amount;
          ms += lastAt - beforeAt;
        } else if (!Number.isNaN(pending)) {
          // While nothing changes nothing is acknowledged.
          ms += lastAt - (this.#runs.firstAt[run] as number);
        }
        beforeAt = lastAt;
      }
      then = rows;
      before = at;
    }
    this.places[place] = sum;
    this.places[place + 1] = ms;
    this.#knownAt[index] = beforeAt;
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
