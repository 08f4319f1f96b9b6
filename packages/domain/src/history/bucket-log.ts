import { LogState, maskBytes } from './change-log.ts';
import { ByteReader, GrowingBytes } from './growing-bytes.ts';
import type { BucketSpan } from './roll-up.ts';
import { COUNTED_PLACES, countedPlace, GAUGE_PLACES, gaugePlace, type RollupShape } from './rollup-shape.ts';

/** What all series of a recording have in common in a bucket; buckets that are as usual are then equal, and free. */
export type Usual = Pick<BucketSpan, 'end' | 'from' | 'watchedMs'>;
const NOTHING_USUAL: Usual = { from: 0, end: 0, watchedMs: 0 };

/**
 * Buckets of one series, one behind the other: how many are missing before it, what changed (differences to the last
 * figure instead of the figures, so that what stands still is all zeros), how many more are the same.
 */
export class BucketLog {
  readonly bytes: GrowingBytes;
  readonly #shape: RollupShape;
  readonly #state: LogState;
  readonly #coded: Float64Array;
  readonly #record = new GrowingBytes();
  #next = 0;
  #more = 0;
  #isOpen = false;

  /** Goes on in `bytes`, behind what may be there of others. */
  constructor(shape: RollupShape, bytes = new GrowingBytes()) {
    this.bytes = bytes;
    this.#shape = shape;
    this.#state = new LogState(shape.width);
    this.#coded = new Float64Array(shape.width);
  }

  /** Begins the log of another series. */
  begin(): void {
    this.#state.clear();
    this.#next = this.#more = 0;
    this.#isOpen = false;
  }

  /** Buckets come in ascending order. */
  add(bucket: number, places: Float64Array, usual: Usual = NOTHING_USUAL): void {
    code(this.#shape, places, usual, this.#coded);
    this.#record.clear();
    const isSame = !this.#state.write(this.#record, this.#coded);
    if (this.#isOpen && isSame && bucket === this.#next) this.#more += 1;
    else {
      this.end();
      this.bytes.unsigned(bucket - this.#next);
      // The end of a series has no meaning here, so its mask says "as before".
      if (isSame) for (let left = maskBytes(this.#shape.width); left > 0; left -= 1) this.bytes.byte(0);
      else this.bytes.append(this.#record.room, 0, this.#record.used);
      this.#isOpen = true;
      this.#more = 0;
    }
    this.#next = bucket + 1;
  }

  /** Nothing may be added after that but another series. */
  end(): void {
    if (this.#isOpen) this.bytes.unsigned(this.#more);
    this.#isOpen = false;
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
  const state = new LogState(shape.width);
  const coded = new Float64Array(shape.width);
  const places = new Float64Array(shape.width);
  let bucket = 0;
  while (!from.done) {
    bucket += from.unsigned();
    // An empty mask leaves the copy as it is.
    if (state.read(from)) coded.set(state.figures);
    else state.figures.set(coded);
    for (let left = from.unsigned(); left >= 0; left -= 1, bucket += 1) {
      decode(shape, coded, usualOf?.(bucket) ?? NOTHING_USUAL, places);
      take(bucket, places);
    }
  }
}

function code({ gauges, counted }: RollupShape, places: Float64Array, usual: Usual, into: Float64Array): void {
  const count = places[0] as number;
  into[0] = usual.end - usual.from - count;
  let place = 1;
  for (let left = gauges.length; left > 0; left -= 1, place += GAUGE_PLACES) {
    const known = places[place + 4] as number;
    const last = places[place] as number;
    const isKnown = known !== 0;
    into[place] = isKnown ? last : NaN;
    into[place + 1] = isKnown ? last - (places[place + 1] as number) : 0;
    into[place + 2] = isKnown ? (places[place + 2] as number) - last : 0;
    into[place + 3] = isKnown ? (places[place + 3] as number) - last * known : 0;
    into[place + 4] = count - known;
  }
  for (let left = counted.length; left > 0; left -= 1, place += COUNTED_PLACES) {
    into[place] = places[place] as number;
    into[place + 1] = usual.watchedMs - (places[place + 1] as number);
  }
}

function decode(shape: RollupShape, coded: Float64Array, usual: Usual, into: Float64Array): void {
  const count = usual.end - usual.from - (coded[0] ?? 0);
  into[0] = count;
  for (let index = 0; index < shape.gauges.length; index += 1) {
    const place = gaugePlace(index);
    const last = coded[place] ?? NaN;
    const known = count - (coded[place + 4] ?? 0);
    const isKnown = !Number.isNaN(last);
    into[place] = isKnown ? last : 0;
    into[place + 1] = isKnown ? last - (coded[place + 1] ?? 0) : 0;
    into[place + 2] = isKnown ? last + (coded[place + 2] ?? 0) : 0;
    into[place + 3] = isKnown ? last * known + (coded[place + 3] ?? 0) : 0;
    into[place + 4] = known;
  }
  for (let index = 0; index < shape.counted.length; index += 1) {
    const place = countedPlace(shape, index);
    into[place] = coded[place] ?? 0;
    into[place + 1] = usual.watchedMs - (coded[place + 1] ?? 0);
  }
}

/** Adds a bucket to a wider one that already holds what came before it; `into` may be all zeros. */
export function mergeBucket({ gauges, counted }: RollupShape, into: Float64Array, places: Float64Array): void {
  into[0] = (into[0] as number) + (places[0] as number);
  let place = 1;
  for (let left = gauges.length; left > 0; left -= 1, place += GAUGE_PLACES) {
    const known = places[place + 4] as number;
    if (known === 0) continue;
    const isFirst = into[place + 4] === 0;
    const low = places[place + 1] as number;
    const high = places[place + 2] as number;
    into[place] = places[place] as number;
    if (isFirst || low < (into[place + 1] as number)) into[place + 1] = low;
    if (isFirst || high > (into[place + 2] as number)) into[place + 2] = high;
    into[place + 3] = (into[place + 3] as number) + (places[place + 3] as number);
    into[place + 4] = (into[place + 4] as number) + known;
  }
  for (let left = counted.length; left > 0; left -= 1, place += COUNTED_PLACES) {
    into[place] = (into[place] as number) + (places[place] as number);
    into[place + 1] = (into[place + 1] as number) + (places[place + 1] as number);
  }
}
