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
const PACK_BYTES: Readonly<Record<PackTable, number>> = { log: 49_152, minutes: 32_768, hours: 8_192 };
// The finest level gains a hundredth, and takes twice as long.
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Puts the series of a recording away, in the order of their numbers. */
export class PackWriter {
  /** Where the bytes of the next series go, before `end` is called. */
  readonly body = new GrowingBytes();
  readonly #head = new GrowingBytes();
  readonly #table: PackTable;
  readonly #put: (place: number, pack: Uint8Array) => void;
  #first = 0;
  #last = 0;
  #count = 0;
  #start = 0;

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
    this.#last = series;
    this.#start = this.body.used;
    this.#count += 1;
    if (this.body.used >= PACK_BYTES[this.#table]) this.flush();
  }

  flush(): void {
    if (this.#count === 0) return;
    const all = new GrowingBytes();
    all.unsigned(this.#count);
    all.appendAll(this.#head);
    all.appendAll(this.body);
    this.#put(this.#first, zstdCompressSync(all.view(), LEVEL));
    this.#head.clear();
    this.body.clear();
    this.#count = this.#start = 0;
  }
}

const PUT = { log: 'putLog', minutes: 'putMinutes', hours: 'putHours' } as const;
const AT = { log: 'logAt', minutes: 'minutesAt', hours: 'hoursAt' } as const;
const OF = { log: 'logsOf', minutes: 'minutesOf', hours: 'hoursOf' } as const;

function unpack(first: number, packed: unknown): Pack {
  if (!(packed instanceof Uint8Array)) throw new BrokenRecording();
  const bytes = zstdDecompressSync(packed);
  const from = new ByteReader(bytes);
  const members: Member[] = [];
  const lengths: number[] = [];
  let series = first;
  for (let left = from.unsigned(); left > 0; left -= 1) {
    series += from.unsigned();
    const length = from.unsigned();
    lengths.push(Math.floor(length / 2));
    members.push({ series, start: 0, end: 0, isLog: length % 2 === 1 });
  }
  let at = from.at;
  const placed = members.map((member, index) => {
    const start = at;
    at += lengths[index] ?? 0;
    return { ...member, start, end: at };
  });
  if (at !== bytes.length) throw new BrokenRecording();
  return { bytes, members: placed };
}

/** Every pack of a recording, in the order of series. */
export function* packsOf(statements: Statements, table: PackTable, recording: number): Generator<Pack> {
  for (const { place, pack } of statements[OF[table]].iterate(...placesOf(recording))) {
    yield unpack(seriesIn(Number(place)), pack);
  }
}

/** Finds one series in a recording. The packs looked at last are at hand: whoever asks often asks in their order. */
export interface PackReader {
  find(table: PackTable, recording: number, series: number): (Member & { readonly bytes: Uint8Array }) | undefined;
}

const PACKS_HELD = 12;

export function createPackReader(statements: Statements): PackReader {
  const held = new Map<string, Pack>();

  function packAt(table: PackTable, place: number, packed: () => unknown): Pack {
    const key = `${table} ${place}`;
    const found = held.get(key) ?? unpack(seriesIn(place), packed());
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
      const { bytes, members } = packAt(table, place, () => row['pack']);
      const member = members.find((one) => one.series === series);
      return member && { ...member, bytes };
    },
  };
}
