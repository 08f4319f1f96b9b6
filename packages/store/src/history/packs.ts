import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { BrokenRecording } from '@weir/domain/history/broken-recording';
import { ByteReader, GrowingBytes } from '@weir/domain/history/growing-bytes';
import { placeOf, placesOf, seriesIn } from './series-place.ts';
import type { Statements } from './statements.ts';

/**
 * What is recorded of many series, side by side in one compressed row: most series take a few dozen bytes, for which a
 * row of their own would cost more than they do. Before the bytes of all: how many there are, and of each how far its
 * number is behind the one before, how long it is, and in which of two forms it is.
 */
export interface Pack {
  readonly bytes: Uint8Array;
  readonly members: readonly Member[];
}

export interface Member {
  readonly series: number;
  readonly start: number;
  readonly end: number;
  readonly isLog: boolean;
}

export type PackTable = 'log' | 'minutes' | 'hours';

// To read one series a whole pack is unpacked: small enough for that, large enough to be worth packing.
const PACK_BYTES: Readonly<Record<PackTable, number>> = { log: 65_536, minutes: 32_768, hours: 8_192 };
// What there is of series that change at every poll is nearly as small as it gets; what is shorter is much alike.
const LONG_BYTES = 1_024;
const PLAIN = 0;
// Looking for repetitions harder or further back than this takes twice as long, or more, for a hundredth.
const COMPRESSION = {
  params: {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: 16,
    [constants.ZSTD_c_hashLog]: 12,
    [constants.ZSTD_c_minMatch]: 7,
  },
};

/** Puts the series of a recording away, in the order of their numbers. */
export class PackWriter {
  /** Where the bytes of the next series go, before `end` is called. */
  readonly body = new GrowingBytes();
  readonly #head = new GrowingBytes();
  readonly #all = new GrowingBytes();
  readonly #table: PackTable;
  readonly #put: (place: number, pack: Uint8Array) => void;
  #first = 0;
  #last = 0;
  #count = 0;
  #start = 0;
  /** Bytes of series that are long. */
  #long = 0;

  constructor(statements: Statements, table: PackTable, recording: number) {
    this.#table = table;
    const statement = statements[PUT[table]];
    this.#put = (series, pack) => void statement.run(placeOf(recording, series), pack);
  }

  /** Everything written to `body` since the last one was of this series. */
  end(series: number, isLog: boolean): void {
    if (this.#count === 0) this.#first = this.#last = series;
    this.#head.unsigned(series - this.#last);
    this.#head.unsigned((this.body.used - this.#start) * 2 + (isLog ? 1 : 0));
    if (this.body.used - this.#start > LONG_BYTES) this.#long += this.body.used - this.#start;
    this.#last = series;
    this.#start = this.body.used;
    this.#count += 1;
    if (this.body.used >= PACK_BYTES[this.#table]) this.flush();
  }

  flush(): void {
    if (this.#count === 0) return;
    const isPlain = this.#long * 2 > this.body.used;
    const all = this.#all;
    all.clear();
    // What is compressed begins with another byte.
    if (isPlain) all.byte(PLAIN);
    all.unsigned(this.#count);
    all.appendAll(this.#head);
    all.appendAll(this.body);
    this.#put(this.#first, isPlain ? all.view() : zstdCompressSync(all.view(), COMPRESSION));
    this.#head.clear();
    this.body.clear();
    this.#count = this.#start = this.#long = 0;
  }
}

const PUT = { log: 'putLog', minutes: 'putMinutes', hours: 'putHours' } as const;
const AT = { log: 'logAt', minutes: 'minutesAt', hours: 'hoursAt' } as const;
const OF = { log: 'logsOf', minutes: 'minutesOf', hours: 'hoursOf' } as const;

function unpack(packed: unknown): Uint8Array {
  if (!(packed instanceof Uint8Array)) throw new BrokenRecording();
  return packed[0] === PLAIN ? packed.subarray(1) : zstdDecompressSync(packed);
}

/** Tells of every series in a pack where it lies behind the others; returns where the first of them begins. */
function eachMember(
  first: number,
  bytes: Uint8Array,
  tell: (series: number, offset: number, length: number, isLog: boolean) => void,
): number {
  const from = new ByteReader(bytes);
  let series = first;
  let offset = 0;
  for (let left = from.unsigned(); left > 0; left -= 1) {
    series += from.unsigned();
    const length = from.unsigned();
    tell(series, offset, Math.floor(length / 2), length % 2 === 1);
    offset += Math.floor(length / 2);
  }
  if (from.at + offset !== bytes.length) throw new BrokenRecording();
  return from.at;
}

/** Every pack of a recording, in the order of series. */
export function* packsOf(statements: Statements, table: PackTable, recording: number): Generator<Pack> {
  for (const { place, pack } of statements[OF[table]].iterate(...placesOf(recording))) {
    const bytes = unpack(pack);
    const found: Member[] = [];
    const begin = eachMember(seriesIn(Number(place)), bytes, (series, start, length, isLog) => {
      found.push({ series, start, end: start + length, isLog });
    });
    yield {
      bytes,
      members: found.map(({ start, end, ...rest }) => ({ ...rest, start: begin + start, end: begin + end })),
    };
  }
}

/** Finds one series in a recording. The packs looked at last are at hand: whoever asks often asks in their order. */
export interface PackReader {
  find(table: PackTable, recording: number, series: number): (Member & { readonly bytes: Uint8Array }) | undefined;
}

const PACKS_HELD = 12;

export function createPackReader(statements: Statements): PackReader {
  const held = new Map<string, Uint8Array>();

  function packAt(table: PackTable, place: number, packed: unknown): Uint8Array {
    const key = `${table} ${place}`;
    const found = held.get(key) ?? unpack(packed);
    held.delete(key);
    held.set(key, found);
    const [oldest] = held.keys();
    if (held.size > PACKS_HELD && oldest !== undefined) held.delete(oldest);
    return found;
  }

  return {
    find(table, recording, series) {
      const [first] = placesOf(recording);
      const row = statements[AT[table]].get(placeOf(recording, series), first);
      if (row === undefined) return undefined;
      const place = Number(row['place']);
      const bytes = packAt(table, place, row['pack']);
      let found: { readonly start: number; readonly length: number; readonly isLog: boolean } | undefined;
      // Up to a thousand of them are gone through for one.
      const begin = eachMember(seriesIn(place), bytes, (one, start, length, isLog) => {
        if (one === series) found = { start, length, isLog };
      });
      if (found === undefined) return undefined;
      const start = begin + found.start;
      return { bytes, series, start, end: start + found.length, isLog: found.isLog };
    },
  };
}
