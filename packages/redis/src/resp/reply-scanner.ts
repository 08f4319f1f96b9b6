import { REPLY_LIMITS, UnreadableReply } from './reply-limits.ts';

const EMPTY = Buffer.alloc(0);
const [CR, LF, MINUS, ZERO] = [0x0d, 0x0a, 0x2d, 0x30];
const [PLUS, COLON, DOLLAR, STAR] = [0x2b, 0x3a, 0x24, 0x2a];
// Smallest room for bytes that do not fit a chunk; grows by doubling, so a large reply is copied twice at most.
const ROOM = 128 * 1024;
// Kept for the next large reply: memory that is new each time costs more than the bytes that go into it.
const KEPT_ROOM = 1024 * 1024;
const BEGINNING_BYTES = 4 * 1024;

/**
 * Finds where replies end in a stream of bytes without turning them into values. RESP replies tell their own length, so
 * a reply that begins with the exact bytes of an earlier one is that reply again: `takeSame` needs one memcmp for it.
 * Incomplete input is kept, and scanning resumes where it stopped. Throws UnreadableReply.
 */
export class ReplyScanner {
  #bytes: Buffer = EMPTY;
  #own = false;
  #spare: Buffer = EMPTY;
  #start = 0;
  #end = 0;
  // Where scanning stands, how many replies since `start` are complete, and how much each open array still lacks.
  #at = 0;
  #found = 0;
  #depth = 0;
  #elements = 0;
  readonly #lacking = new Int32Array(REPLY_LIMITS.depth);

  /** Bytes that are here and not taken yet. */
  get waiting(): number {
    return this.#end - this.#start;
  }

  /** A copy of the first bytes that wait. */
  beginning(): Buffer {
    return Buffer.from(this.#bytes.subarray(this.#start, Math.min(this.#end, this.#start + BEGINNING_BYTES)));
  }

  push(chunk: Buffer): void {
    if (this.#start === this.#end) {
      if (this.#own && this.#bytes.length <= KEPT_ROOM) this.#spare = this.#bytes;
      this.#bytes = chunk;
      this.#own = false;
      this.#at = 0;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    const held = this.#end - this.#start;
    if (!this.#own || this.#end + chunk.length > this.#bytes.length) {
      const fits = this.#own && held + chunk.length <= this.#bytes.length;
      const spared = !this.#own && held + chunk.length <= this.#spare.length;
      const room = fits
        ? this.#bytes
        : spared
          ? this.#spare
          : Buffer.allocUnsafeSlow(Math.max(ROOM, 2 * (held + chunk.length)));
      this.#bytes.copy(room, 0, this.#start, this.#end);
      this.#bytes = room;
      this.#own = true;
      this.#at -= this.#start;
      this.#start = 0;
      this.#end = held;
    }
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }

  /** Takes the next bytes if they are exactly `previous`, which must be whole replies. */
  takeSame(previous: Buffer): boolean {
    const end = this.#start + previous.length;
    if (this.#at !== this.#start || end > this.#end) return false;
    if (this.#bytes.compare(previous, 0, previous.length, this.#start, end) !== 0) return false;
    this.#start = end;
    this.#at = end;
    return true;
  }

  /** The bytes of the next `count` replies, or undefined until all are here. The view holds until the next `push`. */
  take(count: number): Buffer | undefined {
    while (this.#found < count) if (!this.#scanOne()) return undefined;
    const whole = this.#bytes.subarray(this.#start, this.#at);
    this.#start = this.#at;
    this.#found = 0;
    return whole;
  }

  /** Advances to the end of one whole reply; false when bytes are missing, with the place kept. */
  #scanOne(): boolean {
    const bytes = this.#bytes;
    for (;;) {
      if (this.#at >= this.#end) return false;
      const type = bytes[this.#at];
      const line = this.#lineEnd(this.#at + 1);
      if (line < 0) return false;
      let next = line + 2;
      let opens = 0;
      if (type === DOLLAR) {
        const length = lengthAt(bytes, this.#at + 1, line, REPLY_LIMITS.bulkBytes);
        if (length >= 0) next += length + 2;
        if (next > this.#end) return false;
        if (length >= 0 && (bytes[next - 2] !== CR || bytes[next - 1] !== LF)) throw notResp();
      } else if (type === STAR) {
        opens = Math.max(0, lengthAt(bytes, this.#at + 1, line, REPLY_LIMITS.elements));
      } else if (type !== COLON && type !== PLUS && type !== MINUS) throw notResp();
      this.#at = next;
      if (opens > 0) this.#open(opens);
      else if (this.#close()) return true;
    }
  }

  #open(elements: number): void {
    this.#elements += elements;
    if (this.#elements > REPLY_LIMITS.elements) throw new UnreadableReply('reply of too many elements', true);
    if (this.#depth === REPLY_LIMITS.depth) throw new UnreadableReply('reply nested too deeply', true);
    this.#lacking[this.#depth] = elements;
    this.#depth += 1;
  }

  /** One element is complete, and with it perhaps the arrays around it; true when the whole reply is. */
  #close(): boolean {
    while (this.#depth > 0) {
      const lacking = (this.#lacking[this.#depth - 1] ?? 0) - 1;
      this.#lacking[this.#depth - 1] = lacking;
      if (lacking > 0) return false;
      this.#depth -= 1;
    }
    this.#elements = 0;
    this.#found += 1;
    return true;
  }

  /** Index of the CR that ends the line, or -1 while it is not here. */
  #lineEnd(from: number): number {
    const bytes = this.#bytes;
    const last = Math.min(this.#end - 1, from + REPLY_LIMITS.lineBytes);
    for (let at = from; at < last; at += 1) if (bytes[at] === CR && bytes[at + 1] === LF) return at;
    if (this.#end - from > REPLY_LIMITS.lineBytes) throw new UnreadableReply('line without end', true);
    return -1;
  }
}

/** The length a bulk string or array announces; -1 for nil. */
function lengthAt(bytes: Buffer, from: number, to: number, limit: number): number {
  if (bytes[from] === MINUS && to === from + 2 && bytes[from + 1] === ZERO + 1) return -1;
  let length = 0;
  if (from === to) throw notResp();
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) throw notResp();
    length = length * 10 + digit;
    if (length > limit) throw new UnreadableReply('reply over its limit', true);
  }
  return length;
}

function notResp(): UnreadableReply {
  return new UnreadableReply('not a RESP2 reply', false);
}
