import { ReplyError, type Reply } from '../replies/reply.ts';
import { UnreadableReply } from './reply-limits.ts';

const [CR, MINUS, ZERO] = [0x0d, 0x2d, 0x30];
const [PLUS, COLON, DOLLAR, STAR] = [0x2b, 0x3a, 0x24, 0x2a];

/**
 * Reads values out of the bytes of whole replies, in order and without making objects that nobody asked for.
 * Whoever reads says what must come; anything else is an UnreadableReply. `from`…`to` is the string read last.
 */
export class ReplyCursor {
  readonly bytes: Buffer;
  at: number;
  from = 0;
  to = 0;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The error that stands here, taken; undefined and nothing taken when it is no error. */
  error(): ReplyError | undefined {
    if (this.bytes[this.at] !== MINUS) return undefined;
    this.#line();
    return new ReplyError(this.bytes.toString('utf8', this.from, this.to));
  }

  /** Number of elements of the array that begins here; -1 for nil. */
  array(): number {
    if (this.bytes[this.at] !== STAR) throw unexpected();
    return this.#length();
  }

  /** Moves `from`…`to` onto the string (bulk or status) that stands here; false for nil. */
  string(): boolean {
    const type = this.bytes[this.at];
    if (type === PLUS) {
      this.#line();
      return true;
    }
    if (type !== DOLLAR) throw unexpected();
    const length = this.#length();
    if (length < 0) return false;
    this.from = this.at;
    this.to = this.at + length;
    this.at = this.to + 2;
    return true;
  }

  /** A number, undefined for nil. Beyond 2^53 it is the nearest one: `exactInteger` tells them apart. */
  integer(): number | undefined {
    const exact = this.exactInteger();
    return typeof exact === 'string' ? Number(exact) : exact;
  }

  /** A number; its decimals as text where a number would lose some; undefined for nil. */
  exactInteger(): number | string | undefined {
    const type = this.bytes[this.at];
    // A nil in the place of a number is a nil bulk string or a nil array.
    if (type === DOLLAR || type === STAR) {
      if (this.#length() >= 0) throw unexpected();
      return undefined;
    }
    if (type !== COLON) throw unexpected();
    this.#line();
    let at = this.from;
    const negative = this.bytes[at] === MINUS;
    if (negative) at += 1;
    if (this.to - at > 15) return integerFromText(this.bytes.toString('latin1', this.from, this.to));
    let value = 0;
    for (; at < this.to; at += 1) value = value * 10 + (this.bytes[at] ?? 0) - ZERO;
    return negative ? -value : value;
  }

  /** The string read last, as it stands, one character a byte: for ids, words and as a key of a map. */
  latin1(): string {
    return this.bytes.toString('latin1', this.from, this.to);
  }

  /**
   * Reads a field name and finds it in `names`; -1 when it is not one of them. Looks at `expected` first, for fields
   * mostly come in one order; the order still never decides.
   */
  field(names: readonly Buffer[], expected: number): number {
    if (!this.string()) return -1;
    if (this.is(names[expected])) return expected;
    return names.findIndex((name) => this.is(name));
  }

  /** Passes over one whole reply. */
  skip(): void {
    for (let left = 1; left > 0; left -= 1) {
      const type = this.bytes[this.at];
      if (type === STAR) left += Math.max(0, this.#length());
      else if (type === DOLLAR) this.string();
      else this.#line();
    }
  }

  /** One whole reply as a value; its byte strings are views into the same memory. */
  value(): Reply {
    const type = this.bytes[this.at];
    if (type === MINUS) return this.error() ?? null;
    if (type === COLON) return this.exactInteger() ?? null;
    if (type === STAR) {
      const length = this.array();
      return length < 0 ? null : Array.from({ length }, () => this.value());
    }
    if (!this.string()) return null;
    return type === PLUS ? this.latin1() : this.bytes.subarray(this.from, this.to);
  }

  /** True when the string read last is exactly this. */
  is(name: Buffer | undefined): boolean {
    if (name === undefined || name.length !== this.to - this.from) return false;
    for (let at = 0; at < name.length; at += 1) if (name[at] !== this.bytes[this.from + at]) return false;
    return true;
  }

  #length(): number {
    let at = this.at + 1;
    let value = 0;
    if (this.bytes[at] === MINUS) {
      this.at += 5;
      return -1;
    }
    for (; this.bytes[at] !== CR; at += 1) {
      if (at >= this.bytes.length) throw unexpected();
      value = value * 10 + (this.bytes[at] ?? 0) - ZERO;
    }
    this.at = at + 2;
    return value;
  }

  #line(): void {
    this.from = this.at + 1;
    let at = this.from;
    while (this.bytes[at] !== CR) {
      if (at >= this.bytes.length) throw unexpected();
      at += 1;
    }
    this.to = at;
    this.at = at + 2;
  }
}

function integerFromText(text: string): number | string {
  const value = Number(text);
  if (Number.isNaN(value)) throw unexpected();
  return Number.isSafeInteger(value) ? value : text;
}

function unexpected(): UnreadableReply {
  return new UnreadableReply('a reply of another shape', false);
}
