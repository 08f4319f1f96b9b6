import { type ChangeRows, MOST_ROWS } from './change-rows.ts';
import { FIELDS, FIRST, type LogStates, NEWEST } from './log-states.ts';
import { SERIES_KINDS, widthOf } from './series-kinds.ts';

/**
 * What polls said of the logs of a recording since they were last written, as it came: to keep it costs a poll next to nothing.
 * What is said of one log is a chain of entries, which are counted from 1, and is made when somebody wants it.
 */
export class WaitingRows {
  readonly #states: LogStates;
  /** Of one poll after the other. */
  #figures = new Float64Array(LEAST_ROOM).fill(NaN);
  #used = UNUSED;
  /** The entries, side by side what is looked at together. */
  #entries = new Int32Array(LEAST_ROOM * ENTRY);
  #count = 0;
  /** How many entries are chained, and where the figures of the next one are. */
  #chained = 0;
  #placed = UNUSED;
  /** The logs that something waits for, in the order in which they were named first. */
  readonly #named: number[] = [];
  /** The first polls of minutes. */
  readonly #turns: number[] = [];

  /** What `fetch` came across. Nobody wants to know; but what nobody keeps would not be looked at. */
  fetched = 0;

  constructor(states: LogStates) {
    this.#states = states;
  }

  /** How much of the memory is taken. */
  get bytes(): number {
    return this.#used * 8;
  }

  /** Another minute begins with a poll. */
  turn(poll: number): void {
    this.#turns.push(poll);
  }

  add(logs: Int32Array, figures: Float64Array, poll: number): void {
    this.#need(logs.length, figures.length);
    const entries = this.#entries;
    let of = this.#count * ENTRY;
    for (let index = 0; index < logs.length; index += 1) {
      of += ENTRY;
      entries[of + LOG] = logs[index] as number;
      entries[of + POLL] = poll;
    }
    this.#figures.set(figures, this.#used);
    this.#count += logs.length;
    this.#used += figures.length;
  }

  addEnd(log: number, poll: number): void {
    this.#need(1, 0);
    this.#count += 1;
    this.#entries[this.#count * ENTRY + LOG] = -1 - log;
    this.#entries[this.#count * ENTRY + POLL] = poll;
  }

  /** The logs that something waits for. */
  logs(): readonly number[] {
    this.#chain();
    return this.#named;
  }

  /** The first entry of a log; 0 = nothing waits for it. */
  first(log: number): number {
    this.#chain();
    return this.#states.fields[log * FIELDS + FIRST] as number;
  }

  /**
   * Looks at everything that waits for a log. All of it has left the processor's caches, and many a thing asked for one
   * behind the other comes in the time of one.
   */
  fetch(log: number): void {
    const figures = this.#figures;
    const entries = this.#entries;
    let sum = 0;
    for (let entry = this.first(log); entry !== 0; entry = entries[entry * ENTRY + NEXT] as number) {
      const place = entries[entry * ENTRY + PLACE] as number;
      if (place >= 0) sum += (figures[place] as number) + (figures[place + LINE] ?? 0);
    }
    this.fetched = sum;
  }

  pollOf(entry: number): number {
    return this.#entries[entry * ENTRY + POLL] as number;
  }

  /**
   * Puts into `rows`, behind the row before them, what is new from an entry on, as much as makes a block: rows of one
   * minute, up to the end of the series. Returns the entry behind that.
   */
  gather(rows: ChangeRows, from: number, isThere: boolean): number {
    rows.figures = this.#figures;
    const entries = this.#entries;
    let until = Infinity;
    let entry = from;
    while (entry !== 0 && rows.count < MOST_ROWS) {
      const of = entry * ENTRY;
      const poll = entries[of + POLL] as number;
      if (poll >= until) break;
      const place = entries[of + PLACE] as number;
      entry = entries[of + NEXT] as number;
      if (place >= 0) {
        if (rows.add(place, poll) && rows.count === 1) until = this.#turnAfter(poll);
      } else if (isThere || rows.count > 0) {
        rows.addEnd(NOTHING, poll);
        break;
      }
    }
    return entry;
  }

  clear(): void {
    const { fields } = this.#states;
    for (const log of this.#named) fields[log * FIELDS + FIRST] = fields[log * FIELDS + NEWEST] = 0;
    // What the first poll of all took is not needed again soon.
    if (this.#figures.length > this.#used * 2) {
      this.#figures = new Float64Array(Math.max(LEAST_ROOM, this.#used));
      this.#figures.fill(NaN, NOTHING, UNUSED);
    }
    this.#named.length = this.#turns.length = 0;
    this.#count = this.#chained = 0;
    this.#used = this.#placed = UNUSED;
  }

  #turnAfter(poll: number): number {
    for (const turn of this.#turns) if (turn > poll) return turn;
    return Infinity;
  }

  #chain(): void {
    const { fields } = this.#states;
    const entries = this.#entries;
    while (this.#chained < this.#count) {
      const entry = (this.#chained += 1);
      const of = entry * ENTRY;
      const named = entries[of + LOG] as number;
      const log = named < 0 ? -1 - named : named;
      entries[of + PLACE] = named < 0 ? ENDS : this.#placed;
      if (named >= 0) this.#placed += this.#states.strideOf(log) - 1;
      entries[of + NEXT] = 0;
      const field = log * FIELDS;
      const newest = fields[field + NEWEST] as number;
      if (newest === 0) {
        fields[field + FIRST] = entry;
        this.#named.push(log);
      } else entries[newest * ENTRY + NEXT] = entry;
      fields[field + NEWEST] = entry;
    }
  }

  #need(entries: number, figures: number): void {
    const least = (this.#count + 1 + entries) * ENTRY;
    if (least > this.#entries.length) {
      const before = this.#entries;
      (this.#entries = new Int32Array(Math.max(least, before.length * 2))).set(before);
    }
    if (this.#used + figures <= this.#figures.length) return;
    const before = this.#figures;
    (this.#figures = new Float64Array(Math.max(this.#used + figures, before.length * 2))).set(before);
  }
}

const LEAST_ROOM = 4_096;
// Of each entry: its log (what is below 0 is the end of that series: -1 - log), its poll, where its figures are (-1 = it
// is an end), the next one.
const LOG = 0;
const POLL = 1;
const PLACE = 2;
const NEXT = 3;
const ENTRY = 4;
const ENDS = -1;
// In front of all figures are as many that are not known as a series has at most.
const NOTHING = 0;
const UNUSED = Math.max(...SERIES_KINDS.map(widthOf));
// Figures in a line of the processor's cache.
const LINE = 8;
