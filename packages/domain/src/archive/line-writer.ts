import { readableFromBytes } from '../names/readable-name.ts';

const encoder = new TextEncoder();
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BEFORE_FIELDS = encoder.encode('","fields":[');
const BEFORE_ID = encoder.encode('{"id":"');
const END = encoder.encode(']}\n');
const [OPEN, CLOSE, COMMA] = [0x5b, 0x5d, 0x2c];
// A word as readable text and that as JSON: a byte becomes at most `\\xff`, five characters.
const WIDEST = 5;

/**
 * Writes entries as lines of JSON, one a line: {"id":"1-0","fields":[["name","value"],…]}. Fields stay in order, with
 * duplicates; names and values stand in the readable form, which gives every byte back. Made from the bytes as they are:
 * plain text is copied and never becomes a string.
 */
export class LineWriter {
  #room: Uint8Array;
  #used = 0;

  constructor(bytes: number) {
    this.#room = new Uint8Array(bytes);
  }

  get bytes(): number {
    return this.#used;
  }

  /** What was written; the writer begins anew, with room of its own. */
  take(): Uint8Array {
    const lines = this.#room.subarray(0, this.#used);
    this.#room = new Uint8Array(this.#room.length);
    this.#used = 0;
    return lines;
  }

  /** `id` = bytes of a canonical id. */
  begin(source: Uint8Array, from: number, to: number): void {
    this.#need(BEFORE_ID.length + to - from + BEFORE_FIELDS.length);
    this.#put(BEFORE_ID);
    for (let at = from; at < to; at += 1) this.#room[this.#used++] = source[at] ?? 0;
    this.#put(BEFORE_FIELDS);
  }

  /** The next name or value; they alternate. */
  word(source: Uint8Array, from: number, to: number, isName: boolean): void {
    this.#need((to - from) * WIDEST + 5);
    const room = this.#room;
    let used = this.#used;
    if (isName) {
      if (room[used - 1] === CLOSE) room[used++] = COMMA;
      room[used++] = OPEN;
    } else room[used++] = COMMA;
    const start = used;
    room[used++] = QUOTE;
    for (let at = from; at < to; at += 1) {
      const byte = source[at] ?? 0;
      if (byte < 0x20 || byte > 0x7e) {
        used = this.#slowly(source.subarray(from, to), start);
        break;
      }
      if (byte === QUOTE) room[used++] = BACKSLASH;
      // Doubled for the readable form, and each of the two again for JSON.
      else if (byte === BACKSLASH) {
        room[used++] = BACKSLASH;
        room[used++] = BACKSLASH;
        room[used++] = BACKSLASH;
      }
      room[used++] = byte;
    }
    room[used++] = QUOTE;
    if (!isName) room[used++] = CLOSE;
    this.#used = used;
  }

  end(): void {
    this.#need(END.length);
    this.#put(END);
  }

  /** From the opening quote on, without the closing one. */
  #slowly(word: Uint8Array, start: number): number {
    const text = encoder.encode(JSON.stringify(readableFromBytes(word)));
    this.#room.set(text.subarray(0, -1), start);
    return start + text.length - 1;
  }

  #put(bytes: Uint8Array): void {
    this.#room.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  #need(count: number): void {
    if (this.#used + count <= this.#room.length) return;
    const wider = new Uint8Array(Math.max(this.#room.length * 2, this.#used + count));
    wider.set(this.#room.subarray(0, this.#used));
    this.#room = wider;
  }
}
