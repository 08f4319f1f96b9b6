import type { CopyCall } from '@weir/domain/actions/call';
import type { EntryId } from '@weir/domain/entries/entry-id';
import { nameBytes } from '../../pages/reader.ts';
import { encodeCommand } from '../../resp/encode-command.ts';
import { COPY_BEGINS, COPY_ENDS, COPY_OPENS } from './copy-lua.ts';
import type { CopyPage, PlacedEntry } from './copy-page.ts';

/** What one transaction is to do: add these entries, and say so in the mark. */
export interface CopyStep {
  readonly step: number;
  readonly page: CopyPage | null;
  readonly chosen: readonly PlacedEntry[];
  /** How many were looked at up to each of `chosen`; null = as many as were chosen. */
  readonly places: readonly number[] | null;
  readonly before: { readonly done: number; readonly looked: number; readonly bytes: number };
  readonly looked: number;
  readonly bytes: number;
  readonly reached: EntryId | '';
  readonly last: boolean;
  readonly more: boolean;
  /** In the form of skip-text.ts. */
  readonly skips: string;
}

const [CR, LF, DOLLAR] = [0x0d, 0x0a, 0x24];
const MOST_KEPT = 1024 * 1024;
const MULTI = encodeCommand(['MULTI']);
export const EXEC = encodeCommand(['EXEC']);
export const DISCARD = encodeCommand(['DISCARD']);

/** Writes steps of one call as the bytes of a transaction, but for its EXEC. */
export class CopyScribe {
  readonly #call: CopyCall;
  readonly #mark: string;
  readonly #to: Buffer;
  readonly #begins: Buffer;
  readonly #tail: Buffer;
  readonly #origin: Buffer | null;
  readonly #rooms: Buffer[] = [];
  readonly #heads = new Map<number, Buffer>();
  readonly #look: Buffer;
  /** Replies that a look brings. */
  readonly looks = 5;

  constructor(call: CopyCall, mark: string) {
    this.#call = call;
    this.#mark = mark;
    this.#to = nameBytes(call.to);
    this.#look = Buffer.concat([
      encodeCommand(['WATCH', mark]),
      encodeCommand(['HMGET', mark, 'call', 'step', 'complete']),
      encodeCommand(['TYPE', this.#to]),
      encodeCommand(['TYPE', nameBytes(call.stream)]),
    ]);
    this.#begins = Buffer.concat([MULTI, encodeCommand(['EVAL', COPY_BEGINS, '2', mark, this.#to])]);
    const words = [...(call.create ? [] : ['NOMKSTREAM']), '*'];
    this.#tail = Buffer.concat([bulk(this.#to), ...words.map((word) => bulk(Buffer.from(word)))]);
    this.#origin = call.originField === null ? null : bulk(nameBytes(call.originField));
  }

  /** What is asked before a step: note what it will do, does the mark stand right, is the target what it should be. */
  lookOf({ step, chosen }: CopyStep): Buffer {
    const aim = [this.#call.number, step, chosen.length].map(String);
    return Buffer.concat([encodeCommand(['EVAL', COPY_OPENS, '2', this.#mark, this.#to, ...aim]), this.#look]);
  }

  /** Replies that the bytes of a step bring. */
  repliesOf(step: CopyStep): number {
    return step.chosen.length + 3;
  }

  bytesOf(step: CopyStep): Buffer {
    const ends = this.#ends(step);
    const { page, chosen } = step;
    if (page === null || chosen.length === 0) return Buffer.concat([this.#begins, ends]);
    const heads = chosen.map((entry) => this.#head(entry.words));
    let size = this.#begins.length + ends.length;
    for (const [at, { from, to, idTo, idFrom }] of chosen.entries()) {
      size += (heads[at]?.length ?? 0) + to - from;
      if (this.#origin !== null) size += this.#origin.length + idTo - idFrom + 8;
    }
    const out = this.#room(step.step, size);
    let at = this.#begins.copy(out, 0);
    for (let index = 0; index < chosen.length; index += 1) {
      const entry = chosen[index];
      if (entry === undefined) continue;
      at += heads[index]?.copy(out, at) ?? 0;
      at += page.raw.copy(out, at, entry.from, entry.to);
      if (this.#origin !== null) at = this.#writeOrigin(out, at, page, entry);
    }
    at += ends.copy(out, at);
    return out.subarray(0, at);
  }

  /** A step is written when the one before the last has been answered, so its bytes are needed no more. */
  #room(step: number, size: number): Buffer {
    const room = this.#rooms[step % 2];
    if (room !== undefined && room.length >= size) return room;
    const made = Buffer.allocUnsafeSlow(size + (size >> 2));
    if (size <= MOST_KEPT) this.#rooms[step % 2] = made;
    return made;
  }

  #writeOrigin(out: Buffer, from: number, page: CopyPage, entry: PlacedEntry): number {
    let at = from + (this.#origin?.copy(out, from) ?? 0);
    out[at++] = DOLLAR;
    at += out.write(String(entry.idTo - entry.idFrom), at, 'latin1');
    out[at++] = CR;
    out[at++] = LF;
    at += page.raw.copy(out, at, entry.idFrom, entry.idTo);
    out[at++] = CR;
    out[at++] = LF;
    return at;
  }

  /** All of an XADD before the names and values, which differ in number alone. */
  #head(words: number): Buffer {
    let head = this.#heads.get(words);
    if (head === undefined) {
      const count = words + (this.#call.create ? 3 : 4) + (this.#origin === null ? 0 : 2);
      head = Buffer.concat([Buffer.from(`*${count}\r\n$4\r\nXADD\r\n`), this.#tail]);
      if (this.#heads.size >= 1_000) this.#heads.clear();
      this.#heads.set(words, head);
    }
    return head;
  }

  #ends(step: CopyStep): Buffer {
    const { before } = step;
    return encodeCommand([
      'EVAL',
      COPY_ENDS,
      '2',
      this.#mark,
      this.#to,
      ...[this.#call.number, step.step, flag(step.last), step.chosen.length].map(String),
      ...[before.done, before.looked, before.bytes, step.looked, step.bytes].map(String),
      step.reached,
      flag(step.more),
      step.skips,
      this.#ids(step),
      flag(this.#origin !== null),
    ]);
  }

  #ids({ page, chosen, places }: CopyStep): Buffer {
    if (page === null) return Buffer.alloc(0);
    // An id is 41 bytes at most, a place 17 with the space before it.
    const ids = Buffer.allocUnsafe(chosen.length * (places === null ? 42 : 59));
    let at = 0;
    for (let index = 0; index < chosen.length; index += 1) {
      const entry = chosen[index];
      if (entry === undefined) continue;
      at += page.raw.copy(ids, at, entry.idFrom, entry.idTo);
      if (places !== null) at += ids.write(` ${places[index] ?? 0}`, at, 'latin1');
      ids[at++] = LF;
    }
    return ids.subarray(0, at);
  }
}

function bulk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);
}

function flag(on: boolean): '0' | '1' {
  return on ? '1' : '0';
}
