import { SERIES_KINDS, type SeriesKind } from '@weir/domain/history/series-kinds';

/**
 * The series a connection's polls were told of, by the key they have there. Keys are handed out one after the other, so
 * they lie side by side in pages of many: thousands are looked up at every poll, and a `Map` has each of them in four
 * places. A page of which none is left goes.
 */
export class ToldSeries {
  readonly #pages = new Map<number, Page>();
  /** The page looked at last. */
  #newest = -Infinity;
  #page: Page | undefined;

  set(key: number, series: number, kind: SeriesKind): void {
    const number = Math.floor(key / KEYS);
    let page = this.#pages.get(number);
    if (page === undefined) this.#pages.set(number, (page = { entries: new Int32Array(KEYS * FIELDS), count: 0 }));
    const of = (key - number * KEYS) * FIELDS;
    if (page.entries[of] === 0) page.count += 1;
    page.entries.set([series, SERIES_KINDS.indexOf(kind), 0], of);
    this.#newest = -Infinity;
  }

  /** Number of the series; 0 = never told of. */
  seriesOf(key: number): number {
    return this.#entryOf(key, SERIES);
  }

  kindOf(key: number): SeriesKind {
    return SERIES_KINDS[this.#entryOf(key, KIND)] ?? 'group';
  }

  /** Number of its log in the recording under way, as it was set; -1 = not yet. */
  logOf(key: number): number {
    return this.#entryOf(key, LOG) - 1;
  }

  setLog(key: number, log: number): void {
    const number = Math.floor(key / KEYS);
    const page = this.#pages.get(number);
    if (page !== undefined) page.entries[(key - number * KEYS) * FIELDS + LOG] = log + 1;
  }

  /** Another recording is under way, in which none has a log yet. */
  forgetLogs(): void {
    for (const { entries } of this.#pages.values()) {
      for (let of = 0; of < entries.length; of += FIELDS) entries[of + LOG] = 0;
    }
  }

  delete(key: number): void {
    const number = Math.floor(key / KEYS);
    const page = this.#pages.get(number);
    const of = (key - number * KEYS) * FIELDS;
    if (page === undefined || page.entries[of] === 0) return;
    page.entries.fill(0, of, of + FIELDS);
    page.count -= 1;
    if (page.count === 0) this.#pages.delete(number);
    this.#newest = -Infinity;
  }

  #entryOf(key: number, field: number): number {
    const number = Math.floor(key / KEYS);
    if (number !== this.#newest) {
      this.#newest = number;
      this.#page = this.#pages.get(number);
    }
    return this.#page === undefined ? 0 : (this.#page.entries[(key - number * KEYS) * FIELDS + field] as number);
  }
}

interface Page {
  readonly entries: Int32Array;
  /** How many of the keys are there. */
  count: number;
}

const KEYS = 256;
// Of each key: its series, its kind, its log and 1.
const SERIES = 0;
const KIND = 1;
const LOG = 2;
const FIELDS = 4;
