/** The most rows a block of a log has: a minute of polls, four seconds apart. */
export const MOST_ROWS = 15;

/**
 * What a few polls changed of one series: the figures before them, and a row for each poll at which any of them was
 * different. Figures stay where they are; NaN = not known.
 */
export class ChangeRows {
  readonly width: number;
  /** Where the figures before all rows are, and the poll of the newest change there (-1 = none). */
  before: Float64Array;
  beforeAt = 0;
  beforePoll = -1;
  /** Where those of the rows are: of each, counted from 0, its place among these, and the index of its poll. */
  figures: Float64Array;
  readonly places: Int32Array;
  readonly polls = new Int32Array(MOST_ROWS);
  count = 0;
  /** The last row says that the series is not there any more. */
  ends = false;
  /** Bits of the columns that changed anywhere; known once they are written. */
  changed = 0;

  constructor(width: number) {
    this.width = width;
    this.before = this.figures = new Float64Array(MOST_ROWS * width).fill(NaN);
    this.places = Int32Array.from({ length: MOST_ROWS }, (_, row) => row * width);
  }

  begin(before: Float64Array, at: number, poll: number): void {
    this.before = before;
    this.beforeAt = at;
    this.beforePoll = poll;
    this.count = 0;
    this.ends = false;
  }

  /** The figures at a place, as of a poll; false, and nothing is added, where nothing is different. */
  add(place: number, poll: number): boolean {
    if (this.#isSame(place)) return false;
    this.places[this.count] = place;
    this.polls[this.count] = poll;
    this.count += 1;
    return true;
  }

  #isSame(place: number): boolean {
    const { figures, width, count } = this;
    const then = count === 0 ? this.before : figures;
    const at = count === 0 ? this.beforeAt : (this.places[count - 1] as number);
    for (let column = 0; column < width; column += 1) {
      const [before, now] = [then[at + column] as number, figures[place + column] as number];
      if (before !== now && !(Number.isNaN(before) && Number.isNaN(now))) return false;
    }
    return true;
  }

  /** The series is not there any more as of a poll; at this place nothing is known. Nothing is added behind that. */
  addEnd(place: number, poll: number): void {
    this.places[this.count] = place;
    this.polls[this.count] = poll;
    this.count += 1;
    this.ends = true;
  }

  get lastPoll(): number {
    return this.polls[this.count - 1] as number;
  }

  /** Puts the figures of a row elsewhere. */
  take(row: number, into: Float64Array, to: number): void {
    const { figures, width } = this;
    const at = this.places[row] as number;
    // Shorter than what a call of `set` costs.
    for (let column = 0; column < width; column += 1) into[to + column] = figures[at + column] as number;
  }
}
