import { BrokenRecording } from './broken-recording.ts';
import { ByteReader, type GrowingBytes, LONGEST_NUMBER } from './growing-bytes.ts';
import type { BucketSpan } from './roll-up.ts';
import { COUNTED_PLACES, countedPlace, GAUGE_PLACES, gaugePlace, type RollupShape } from './rollup-shape.ts';

/** What all series of a recording have in common in a bucket; buckets that are as usual are then all zeros. */
export type Usual = Pick<BucketSpan, 'end' | 'from' | 'watchedMs'>;
const NOTHING_USUAL: Usual = { from: 0, end: 0, watchedMs: 0 };

// How far the buckets of a series are written, in numbers that lie side by side: the next one, how many with nothing new
// are owed, and of each gauge the last figure.
const NEXT = 0;
const STILL = 1;
const LASTS = 2;

/** How many numbers `BucketLog` has to know of a series, all 0 before its first bucket. */
export function bucketStateWidth({ gauges }: RollupShape): number {
  return LASTS + gauges.length;
}

/**
 * Writes buckets of series, one behind the other: how many are missing before it, a mask of what is not 0, and that:
 * differences to what is usual, or to the last figure, so that what stands still is all zeros. Of buckets that are
 * nothing but zeros only their number is written.
 */
export class BucketLog {
  readonly #shape: RollupShape;
  readonly #coded: Float64Array;

  constructor(shape: RollupShape) {
    this.#shape = shape;
    this.#coded = new Float64Array(shape.width);
  }

  /** Buckets of a series come in ascending order; its state lies at `of`. */
  add(state: Float64Array, of: number, bucket: number, places: Float64Array, usual: Usual, out: GrowingBytes): void {
    const isNew = this.#code(state, of + LASTS, places, usual);
    const missing = bucket - (state[of + NEXT] as number);
    state[of + NEXT] = bucket + 1;
    if (!isNew && missing === 0) {
      state[of + STILL] = (state[of + STILL] as number) + 1;
      return;
    }
    this.end(state, of, out);
    out.unsigned(missing * 2);
    writeValues(this.#coded, out);
  }

  /** Sees to it that everything that was added is written. */
  end(state: Float64Array, of: number, out: GrowingBytes): void {
    const still = state[of + STILL] as number;
    if (still > 0) out.unsigned(still * 2 + 1);
    state[of + STILL] = 0;
  }

  /** False when all of it is 0. */
  #code(state: Float64Array, lasts: number, places: Float64Array, usual: Usual): boolean {
    const { gauges, counted } = this.#shape;
    const coded = this.#coded;
    const count = places[0] as number;
    let isNew = (coded[0] = usual.end - usual.from - count) !== 0;
    let place = 1;
    for (let gauge = 0; gauge < gauges.length; gauge += 1, place += GAUGE_PLACES) {
      const known = places[place + 4] as number;
      coded[place + 4] = count - known;
      if (known === 0) {
        coded[place] = coded[place + 1] = coded[place + 2] = coded[place + 3] = 0;
        isNew = true;
        continue;
      }
      const last = places[place] as number;
      coded[place] = last - (state[lasts + gauge] as number);
      coded[place + 1] = last - (places[place + 1] as number);
      coded[place + 2] = (places[place + 2] as number) - last;
      coded[place + 3] = (places[place + 3] as number) - last * known;
      state[lasts + gauge] = last;
      // Where neither the last nor the lowest nor the highest is different, the sum is not either.
      isNew ||= known !== count || coded[place] !== 0 || coded[place + 1] !== 0 || coded[place + 2] !== 0;
    }
    for (let left = counted.length; left > 0; left -= 1, place += COUNTED_PLACES) {
      coded[place] = places[place] as number;
      coded[place + 1] = usual.watchedMs - (places[place + 1] as number);
      isNew ||= coded[place] !== 0 || coded[place + 1] !== 0;
    }
    return isNew;
  }
}

/** Every bucket of a log in order; `take` gets the same array each time. */
export function readBuckets(
  shape: RollupShape,
  bytes: Uint8Array,
  usualOf: ((bucket: number) => Usual | undefined) | undefined,
  take: (bucket: number, places: Float64Array) => void,
): void {
  const from = new ByteReader(bytes);
  const coded = new Float64Array(shape.width);
  const lasts = new Float64Array(shape.gauges.length);
  const places = new Float64Array(shape.width);
  let bucket = 0;
  while (!from.done) {
    const head = from.unsigned();
    const isStill = head % 2 === 1;
    const number = Math.floor(head / 2);
    if (isStill) coded.fill(0);
    else {
      bucket += number;
      readValues(coded, from);
    }
    for (let left = isStill ? number : 1; left > 0; left -= 1, bucket += 1) {
      decode(shape, coded, lasts, usualOf?.(bucket) ?? NOTHING_USUAL, places);
      take(bucket, places);
    }
  }
}

function writeValues(values: Float64Array, out: GrowingBytes): void {
  const { length } = values;
  out.need(length * (LONGEST_NUMBER + 1));
  const { room } = out;
  let maskAt = out.used;
  let used = (out.used += (length + 7) >> 3);
  let mask = 0;
  for (let place = 0; place < length; place += 1) {
    const value = values[place] as number;
    if (value !== 0) {
      mask |= 1 << (place & 7);
      const whole = value | 0;
      const size = whole < 0 ? 0 - whole : whole;
      if (whole === value && size < 8_192) {
        // As `signed` does, for nearly all of them.
        room[used] = (size & 63) | (whole < 0 ? 64 : 0) | (size > 63 ? 128 : 0);
        room[used + 1] = size >>> 6;
        used += size > 63 ? 2 : 1;
      } else {
        out.used = used;
        out.signed(value);
        used = out.used;
      }
    }
    if ((place & 7) === 7 || place === length - 1) {
      room[maskAt++] = mask;
      mask = 0;
    }
  }
  out.used = used;
}

function readValues(values: Float64Array, from: ByteReader): void {
  const masks = Array.from({ length: (values.length + 7) >> 3 }, () => from.byte());
  for (let place = 0; place < values.length; place += 1) {
    values[place] = ((masks[place >> 3] as number) >> (place & 7)) & 1 ? from.signed() : 0;
  }
  if ((masks.at(-1) ?? 0) >> (((values.length - 1) & 7) + 1) !== 0) throw new BrokenRecording();
}

function decode(shape: RollupShape, coded: Float64Array, lasts: Float64Array, usual: Usual, into: Float64Array): void {
  const count = usual.end - usual.from - (coded[0] as number);
  into[0] = count;
  for (let index = 0; index < shape.gauges.length; index += 1) {
    const place = gaugePlace(index);
    const known = count - (coded[place + 4] as number);
    into[place + 4] = known;
    if (known === 0) {
      into.fill(0, place, place + 4);
      continue;
    }
    const last = (lasts[index] as number) + (coded[place] as number);
    lasts[index] = last;
    into[place] = last;
    into[place + 1] = last - (coded[place + 1] as number);
    into[place + 2] = last + (coded[place + 2] as number);
    into[place + 3] = last * known + (coded[place + 3] as number);
  }
  for (let index = 0; index < shape.counted.length; index += 1) {
    const place = countedPlace(shape, index);
    into[place] = coded[place] as number;
    into[place + 1] = usual.watchedMs - (coded[place + 1] as number);
  }
}

/** Adds a bucket to a wider one that lies at `at` and already holds what came before it; it may be all zeros. */
export function mergeBucket({ gauges, counted }: RollupShape, into: Float64Array, places: Float64Array, at = 0): void {
  into[at] = (into[at] as number) + (places[0] as number);
  let place = 1;
  for (let left = gauges.length; left > 0; left -= 1, place += GAUGE_PLACES) {
    const known = places[place + 4] as number;
    if (known === 0) continue;
    const to = at + place;
    const isFirst = into[to + 4] === 0;
    const low = places[place + 1] as number;
    const high = places[place + 2] as number;
    into[to] = places[place] as number;
    if (isFirst || low < (into[to + 1] as number)) into[to + 1] = low;
    if (isFirst || high > (into[to + 2] as number)) into[to + 2] = high;
    into[to + 3] = (into[to + 3] as number) + (places[place + 3] as number);
    into[to + 4] = (into[to + 4] as number) + known;
  }
  for (let left = counted.length; left > 0; left -= 1, place += COUNTED_PLACES) {
    into[at + place] = (into[at + place] as number) + (places[place] as number);
    into[at + place + 1] = (into[at + place + 1] as number) + (places[place + 1] as number);
  }
}
