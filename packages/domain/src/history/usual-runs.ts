import { columnOf } from './series-kinds.ts';

/*
 * Adding up runs as nearly all of them are: a poll each, everything known, counters that go up. Each says false, and has
 * added nothing, where anything is different: then `BucketSums` looks at one after the other. `at`: where their figures lie.
 */

/** A gauge, into a bucket's places. */
export function addUsualFigures(
  sums: Float64Array,
  place: number,
  rows: Float64Array,
  at: Int32Array,
  column: number,
  count: number,
): boolean {
  const known = sums[place + 4] as number;
  let low = known === 0 ? Infinity : (sums[place + 1] as number);
  let high = known === 0 ? -Infinity : (sums[place + 2] as number);
  let sum = sums[place + 3] as number;
  let figure = 0;
  for (let run = 0; run < count; run += 1) {
    figure = rows[(at[run] as number) + column] as number;
    if (figure < low) low = figure;
    if (figure > high) high = figure;
    sum += figure;
  }
  if (Number.isNaN(sum)) return false;
  keepGauge(sums, place, figure, low, high, sum, known + count);
  return true;
}

/** The same with one figure, so many times; one that is not known adds nothing. */
export function addFigure(sums: Float64Array, place: number, figure: number, times: number): void {
  if (Number.isNaN(figure)) return;
  const known = sums[place + 4] as number;
  sums[place] = figure;
  if (known === 0 || figure < (sums[place + 1] as number)) sums[place + 1] = figure;
  if (known === 0 || figure > (sums[place + 2] as number)) sums[place + 2] = figure;
  sums[place + 3] = (sums[place + 3] as number) + figure * times;
  sums[place + 4] = known + times;
}

/** A gauge with the ages of instants; `times` = when the runs were. */
export function addUsualAges(
  sums: Float64Array,
  place: number,
  rows: Float64Array,
  at: Int32Array,
  column: number,
  count: number,
  times: Float64Array,
): boolean {
  const known = sums[place + 4] as number;
  let low = known === 0 ? Infinity : (sums[place + 1] as number);
  let high = known === 0 ? -Infinity : (sums[place + 2] as number);
  let sum = sums[place + 3] as number;
  let age = 0;
  for (let run = 0; run < count; run += 1) {
    const instant = rows[(at[run] as number) + column] as number;
    age = (times[run] as number) - instant;
    if (instant === 0 || age < 0) age = 0;
    if (age < low) low = age;
    if (age > high) high = age;
    sum += age;
  }
  if (Number.isNaN(sum)) return false;
  keepGauge(sums, place, age, low, high, sum, known + count);
  return true;
}

/** A gauge's places, where anything was known of it. */
export function keepGauge(
  sums: Float64Array,
  place: number,
  last: number,
  low: number,
  high: number,
  sum: number,
  known: number,
): void {
  if (Number.isNaN(last)) return;
  sums[place] = last;
  sums[place + 1] = low;
  sums[place + 2] = high;
  sums[place + 3] = sum;
  sums[place + 4] = known;
}

/** How much a counter counted since it was `before`; NaN = it is not that simple. */
export function usualAmount(rows: Float64Array, at: Int32Array, column: number, count: number, before: number): number {
  let newest = before;
  for (let run = 0; run < count; run += 1) {
    const figure = rows[(at[run] as number) + column] as number;
    if (!(figure >= newest)) return NaN;
    newest = figure;
  }
  return newest - before;
}

/** What was acknowledged since the figures of `then`, as `ackedOf` has it; NaN = it is not that simple. */
export function usualAcked(rows: Float64Array, at: Int32Array, count: number, then: Float64Array): number {
  const readBefore = then[READ] as number;
  const pendingBefore = then[PENDING] as number;
  let read = readBefore;
  let pending = pendingBefore;
  let position = then[POSITION] as number;
  let consumers = then[CONSUMERS] as number;
  for (let run = 0; run < count; run += 1) {
    const place = at[run] as number;
    const reads = (rows[place + READ] as number) - read;
    // So few can always be read, whatever was unread.
    if (!(reads >= 0 && reads <= FEW)) return NaN;
    if (!((rows[place + POSITION] as number) >= position && (rows[place + CONSUMERS] as number) >= consumers))
      return NaN;
    read = rows[place + READ] as number;
    pending = rows[place + PENDING] as number;
    position = rows[place + POSITION] as number;
    consumers = rows[place + CONSUMERS] as number;
    if (Number.isNaN(pending)) return NaN;
  }
  return read - readBefore - (pending - pendingBefore);
}

const READ = columnOf('group', 'entriesRead');
const PENDING = columnOf('group', 'pending');
const POSITION = columnOf('group', 'positionMs');
const CONSUMERS = columnOf('group', 'consumers');
const FEW = 1_000;
