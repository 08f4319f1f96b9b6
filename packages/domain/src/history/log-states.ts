import { type Columns, COLUMNS, SERIES_KINDS, type SeriesKind } from './series-kinds.ts';

/**
 * How the series of a recording under way stand in their logs, each by the number it got here. What is looked at at every
 * poll lies side by side.
 */
export class LogStates {
  count = 0;
  /** Rows of one series after the other: the poll of its newest change (-1 = none), and the figures. */
  rows = new Float64Array(256);
  /** Of each figure that is not known now the last known one, in the same places. */
  bases = new Float64Array(256);
  fields = new Int32Array(16 * FIELDS);
  #used = 0;

  /** A series of which nothing is known yet. */
  add(kind: SeriesKind): number {
    const room = COLUMNS[kind].width + 1;
    const of = this.count * FIELDS;
    if (of === this.fields.length) {
      const { fields } = this;
      (this.fields = new Int32Array(fields.length * 2)).set(fields);
    }
    if (this.#used + room > this.rows.length) this.#widen();
    this.fields[of + ROW] = this.#used;
    this.fields[of + KIND] = SERIES_KINDS.indexOf(kind);
    this.rows.fill(NaN, this.#used, this.#used + room);
    this.rows[this.#used] = -1;
    this.#used += room;
    this.count += 1;
    return this.count - 1;
  }

  kindOf(log: number): SeriesKind {
    return SERIES_KINDS[this.fields[log * FIELDS + KIND] ?? 0] ?? 'group';
  }

  columnsOf(log: number): Columns {
    return COLUMNS_OF[this.fields[log * FIELDS + KIND] as number] as Columns;
  }

  /** How long a row of it is. */
  strideOf(log: number): number {
    return STRIDES[this.fields[log * FIELDS + KIND] as number] as number;
  }

  /** Where its row begins. */
  rowOf(log: number): number {
    return this.fields[log * FIELDS + ROW] as number;
  }

  isThere(log: number): boolean {
    return this.fields[log * FIELDS + THERE] === 1;
  }

  #widen(): void {
    const { rows, bases } = this;
    (this.rows = new Float64Array(rows.length * 2)).set(rows);
    (this.bases = new Float64Array(rows.length * 2)).set(bases);
  }
}

const COLUMNS_OF: readonly Columns[] = SERIES_KINDS.map((kind) => COLUMNS[kind]);
const STRIDES = COLUMNS_OF.map(({ width }) => width + 1);

// Of each series: where its row begins, its kind, whether it is there, its first and its newest entry among what
// waits (0 = none).
const ROW = 0;
const KIND = 1;
export const THERE = 2;
export const FIRST = 3;
export const NEWEST = 4;
export const FIELDS = 8;
