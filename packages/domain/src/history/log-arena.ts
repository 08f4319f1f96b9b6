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
  /** By log: its first piece, the one it ends in, where that one goes on, and how much fits in there. */
  #first = new Uint32Array(64);
  #piece = new Uint32Array(64);
  #end = new Uint32Array(64);
  #left = new Uint16Array(64);
  #length = new Uint32Array(64);

  lengthOf(log: number): number {
    return this.#length[log] ?? 0;
  }

  append(log: number, from: Uint8Array, start: number, end: number): void {
    if (log >= this.#first.length) this.#grow(log + 1);
    if ((this.#left[log] as number) < end - start) {
      this.#appendOver(log, from, start, end);
      return;
    }
    const at = this.#end[log] as number;
    const block = this.#blocks[at >>> BLOCK_BITS] as Uint8Array;
    let place = at & PLACE;
    // A handful of bytes each time: quicker than a view and a call.
    for (let next = start; next < end; next += 1) block[place++] = from[next] as number;
    this.#took(log, end - start);
  }

  /** Copies all of a log to `into` from `offset` on. */
  copy(log: number, into: Uint8Array, offset: number): void {
    let left = this.lengthOf(log);
    let piece = this.#first[log] ?? 0;
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

  #appendOver(log: number, from: Uint8Array, start: number, end: number): void {
    for (let next = start; next < end;) {
      if (this.#left[log] === 0) this.#addPiece(log);
      const count = Math.min(end - next, this.#left[log] as number);
      const at = this.#end[log] as number;
      (this.#blocks[at >>> BLOCK_BITS] as Uint8Array).set(from.subarray(next, next + count), at & PLACE);
      this.#took(log, count);
      next += count;
    }
  }

  #took(log: number, count: number): void {
    this.bytes += count;
    this.#end[log] = (this.#end[log] as number) + count;
    this.#left[log] = (this.#left[log] as number) - count;
    this.#length[log] = (this.#length[log] as number) + count;
  }

  #addPiece(log: number): void {
    const isFirst = this.#length[log] === 0;
    const size = isFirst ? FIRST_PIECE : PIECE;
    // A piece lies in one block.
    if ((this.#free & PLACE) + size > BLOCK_BYTES) this.#free = Math.ceil(this.#free / BLOCK_BYTES) * BLOCK_BYTES;
    const address = this.#free;
    if (address >>> BLOCK_BITS >= this.#blocks.length) this.#blocks.push(new Uint8Array(BLOCK_BYTES));
    this.#free += size;
    if (isFirst) this.#first[log] = address;
    else {
      const before = this.#piece[log] as number;
      writeLink(this.#blocks[before >>> BLOCK_BITS] as Uint8Array, before & PLACE, address);
    }
    this.#piece[log] = address;
    this.#end[log] = address + LINK;
    this.#left[log] = size - LINK;
  }

  #grow(logs: number): void {
    const room = Math.max(logs, this.#first.length * 2);
    this.#first = wider(this.#first, new Uint32Array(room));
    this.#piece = wider(this.#piece, new Uint32Array(room));
    this.#end = wider(this.#end, new Uint32Array(room));
    this.#left = wider(this.#left, new Uint16Array(room));
    this.#length = wider(this.#length, new Uint32Array(room));
  }
}

const BLOCK_BITS = 20;
const BLOCK_BYTES = 1 << BLOCK_BITS;
const PLACE = BLOCK_BYTES - 1;
const LINK = 4;
const FIRST_PIECE = 64;
const PIECE = 1_024;

function wider<T extends Uint32Array | Uint16Array>(before: T, after: T): T {
  after.set(before);
  return after;
}

function readLink(block: Uint8Array, place: number): number {
  let address = 0;
  for (let at = place + LINK - 1; at >= place; at -= 1) address = address * 256 + (block[at] as number);
  return address;
}

function writeLink(block: Uint8Array, place: number, address: number): void {
  for (let at = 0, left = address; at < LINK; at += 1, left = Math.floor(left / 256)) block[place + at] = left % 256;
}
