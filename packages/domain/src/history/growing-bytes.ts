import { BrokenRecording } from './broken-recording.ts';

const EMPTY = new Uint8Array(0);
const LEAST_BYTES = 32;
/** The most bytes a number takes. */
export const LONGEST_NUMBER = 9;

/** Bytes written one behind the other. There are tens of thousands of these, so an empty one takes no room. */
export class GrowingBytes {
  room: Uint8Array = EMPTY;
  used = 0;

  byte(value: number): void {
    this.need(1);
    this.room[this.used++] = value;
  }

  /** Seven bits to a byte, low ones first. Safe integers from 0. */
  unsigned(value: number): void {
    this.need(8);
    if (value < 128) this.room[this.used++] = value;
    else this.#rest(value);
  }

  /** The first byte keeps the sign beside six bits, so that the whole range of safe integers fits both ways. */
  signed(value: number): void {
    this.need(LONGEST_NUMBER);
    const size = Math.abs(value);
    const sign = value < 0 ? 64 : 0;
    if (size < 64) {
      this.room[this.used++] = size + sign;
      return;
    }
    if (size < 8_192) {
      this.room[this.used++] = (size & 63) + sign + 128;
      this.room[this.used++] = size >>> 6;
      return;
    }
    const above = Math.floor(size / 64);
    this.room[this.used++] = size - above * 64 + sign + 128;
    this.#rest(above);
  }

  append(bytes: Uint8Array, start: number, end: number): void {
    this.need(end - start);
    const { room } = this;
    let { used } = this;
    // A handful of bytes each time: quicker than a view and a call.
    for (let at = start; at < end; at += 1) room[used++] = bytes[at] ?? 0;
    this.used = used;
  }

  appendAll({ room, used }: GrowingBytes): void {
    this.need(used);
    this.room.set(room.subarray(0, used), this.used);
    this.used += used;
  }

  /** What was written, until the next byte is. */
  view(): Uint8Array {
    return this.room.subarray(0, this.used);
  }

  clear(): void {
    this.used = 0;
  }

  /** A copy of what was written. */
  taken(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.room.subarray(0, this.used));
  }

  #rest(value: number): void {
    let left = value;
    // Shifts would cut what is above 32 bits: four bytes at once until there is nothing.
    while (left >= 0x8000_0000) {
      const above = Math.floor(left / 0x1000_0000);
      let low = left - above * 0x1000_0000;
      for (let count = 4; count > 0; count -= 1, low >>>= 7) this.room[this.used++] = (low & 127) | 128;
      left = above;
    }
    for (; left >= 128; left >>>= 7) this.room[this.used++] = (left & 127) | 128;
    this.room[this.used++] = left;
  }

  /** Sees to it that so many more bytes fit, for whoever writes into `room` itself. */
  need(count: number): void {
    if (this.used + count > this.room.length) this.#grow(count);
  }

  #grow(count: number): void {
    const wider = new Uint8Array(Math.max(LEAST_BYTES, this.room.length * 2, this.used + count));
    wider.set(this.room);
    this.room = wider;
  }
}

/** Reads what `GrowingBytes` wrote; past the end it throws, because then the bytes are not what was written. */
export class ByteReader {
  bytes: Uint8Array;
  at: number;
  #end: number;

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.#end = end;
  }

  /** Goes on with other bytes. */
  turnTo(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.at >= this.#end;
  }

  byte(): number {
    if (this.at >= this.#end) throw new BrokenRecording();
    return this.bytes[this.at++] as number;
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.#end) throw new BrokenRecording();
  }

  /** Behind what somebody read out of `bytes`. */
  goTo(at: number): void {
    this.at = at;
    if (at > this.#end) throw new BrokenRecording();
  }

  unsigned(): number {
    const first = this.byte();
    return first < 128 ? first : first - 128 + this.#rest(128);
  }

  signed(): number {
    const first = this.byte();
    const low = first & 63;
    let size = low;
    if (first >= 128) {
      // Nearly all of them end with the second byte.
      const second = this.byte();
      size += second < 128 ? second * 64 : (second - 128) * 64 + this.#rest(8_192);
    }
    return (first & 64) === 0 ? size : 0 - size;
  }

  #rest(start: number): number {
    let value = 0;
    for (let scale = start; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}
