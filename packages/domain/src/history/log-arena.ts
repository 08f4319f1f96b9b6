import { BLOCK_BITS, SpareBlocks } from './spare-blocks.ts';

/**
 * Bytes of many logs that all grow, in a few large blocks: each log is a chain of pieces, a small one first, because
 * most logs stay short. A piece begins with the address of the next one. Nothing is moved when a log grows, and
 * everything goes at once.
 */
export class LogArena {
  readonly #blocks: Uint8Array[] = [];
  /** Of all logs together. */
  bytes = 0;
  /** Where the next piece goes. */
  #free = 0;
  #logs = new Uint32Array(64 * FIELDS);
  readonly #spare: SpareBlocks;

  constructor(spare = new SpareBlocks()) {
    this.#spare = spare;
  }

  /** Hands over its memory; nothing can be read of it any more. */
  end(): readonly Uint8Array[] {
    return this.#blocks.splice(0);
  }

  lengthOf(log: number): number {
    return this.#logs[log * FIELDS + LENGTH] ?? 0;
  }

  append(log: number, from: Uint8Array, start: number, end: number): void {
    const of = log * FIELDS;
    if (of >= this.#logs.length) this.#grow(of + FIELDS);
    const at = this.#logs[of + END] as number;
    if ((this.#logs[of + LEFT] as number) < end - start) {
      this.#appendOver(of, from, start, end);
      return;
    }
    const block = this.#blocks[at >>> BLOCK_BITS] as Uint8Array;
    if (end - start > FEW) block.set(from.subarray(start, end), at & PLACE);
    // A handful of bytes: quicker than a view and a call.
    else
      for (let next = start, place = at & PLACE; next < end; next += 1, place += 1) block[place] = from[next] as number;
    this.#took(of, end - start);
  }

  /** Copies all of a log to `into` from `offset` on. */
  copy(log: number, into: Uint8Array, offset: number): void {
    let left = this.lengthOf(log);
    let piece = this.#logs[log * FIELDS + FIRST] ?? 0;
    let at = offset;
    for (let room = FIRST_PIECE - LINK; left > 0; room = PIECE - LINK) {
      const block = this.#blocks[piece >>> BLOCK_BITS] as Uint8Array;
      const place = piece & PLACE;
      const count = Math.min(left, room);
      into.set(block.subarray(place + LINK, place + LINK + count), at);
      at += count;
      left -= count;
      piece = readLink(block, place);
    }
  }

  #appendOver(of: number, from: Uint8Array, start: number, end: number): void {
    for (let next = start; next < end;) {
      if (this.#logs[of + LEFT] === 0) this.#addPiece(of);
      const count = Math.min(end - next, this.#logs[of + LEFT] as number);
      const at = this.#logs[of + END] as number;
      (this.#blocks[at >>> BLOCK_BITS] as Uint8Array).set(from.subarray(next, next + count), at & PLACE);
      this.#took(of, count);
      next += count;
    }
  }

  #took(of: number, count: number): void {
    const logs = this.#logs;
    this.bytes += count;
    logs[of + END] = (logs[of + END] as number) + count;
    logs[of + LEFT] = (logs[of + LEFT] as number) - count;
    logs[of + LENGTH] = (logs[of + LENGTH] as number) + count;
  }

  #addPiece(of: number): void {
    const logs = this.#logs;
    const isFirst = logs[of + LENGTH] === 0;
    const size = isFirst ? FIRST_PIECE : PIECE;
    // A piece lies in one block.
    if ((this.#free & PLACE) + size > BLOCK_BYTES) this.#free = Math.ceil(this.#free / BLOCK_BYTES) * BLOCK_BYTES;
    const address = this.#free;
    if (address >>> BLOCK_BITS >= this.#blocks.length) this.#blocks.push(this.#spare.take());
    this.#free += size;
    if (isFirst) logs[of + FIRST] = address;
    else {
      const before = logs[of + NEWEST] as number;
      writeLink(this.#blocks[before >>> BLOCK_BITS] as Uint8Array, before & PLACE, address);
    }
    logs[of + NEWEST] = address;
    logs[of + END] = address + LINK;
    logs[of + LEFT] = size - LINK;
  }

  #grow(least: number): void {
    const logs = this.#logs;
    (this.#logs = new Uint32Array(Math.max(least, logs.length * 2))).set(logs);
  }
}

// Of each log, in one line of the processor's cache: its first piece, its newest one, where that goes on, how much still
// fits in there, how long the log is.
const FIRST = 0;
const NEWEST = 1;
const END = 2;
const LEFT = 3;
const LENGTH = 4;
const FIELDS = 8;
const BLOCK_BYTES = 1 << BLOCK_BITS;
const PLACE = BLOCK_BYTES - 1;
const LINK = 4;
const FEW = 32;
const FIRST_PIECE = 64;
const PIECE = 1_024;

function readLink(block: Uint8Array, place: number): number {
  let address = 0;
  for (let at = place + LINK - 1; at >= place; at -= 1) address = address * 256 + (block[at] as number);
  return address;
}

function writeLink(block: Uint8Array, place: number, address: number): void {
  for (let at = 0, left = address; at < LINK; at += 1, left = Math.floor(left / 256)) block[place + at] = left % 256;
}
