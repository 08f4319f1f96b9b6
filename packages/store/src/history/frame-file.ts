import { closeSync, openSync, readFileSync, rmSync, writevSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { StoreTrouble } from '../file/store-trouble.ts';

/**
 * Frames one behind the other in a plain file, each a single write: what a kill tears off is the last one. Before a frame
 * stand whose it is, its number and its length, and a checksum of all of it: a frame that is not whole, and whatever was in
 * its place before, is not taken for one.
 */
export class FrameFile {
  readonly #path: string;
  readonly #owner: number;
  readonly #limitBytes: number;
  readonly #head = new Float64Array(HEAD);
  #file: number | undefined;
  #end = 0;

  /** The file is made with the first frame; one that is there is begun anew. */
  constructor(path: string, owner: number, limitBytes: number | null) {
    this.#path = path;
    this.#owner = owner;
    this.#limitBytes = limitBytes ?? Infinity;
  }

  append(number: number, parts: readonly ArrayBufferView[]): void {
    const body = parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));
    const length = body.reduce((sum, { length }) => sum + length, 0);
    const bytes = HEAD * 8 + length;
    if (this.#end + bytes > this.#limitBytes) throw new StoreTrouble({ kind: 'full' });
    this.#head.set([this.#owner, number, length, checksum(this.#owner, number, body)]);
    this.#file ??= openSync(this.#path, 'w', 0o600);
    const written = writevSync(this.#file, [new Uint8Array(this.#head.buffer), ...body], this.#end);
    // A disk that takes a part of it has no room for the rest.
    if (written < bytes) throw new StoreTrouble({ kind: 'full' });
    this.#end += bytes;
  }

  /** The next frame goes over the first. */
  rewind(): void {
    this.#end = 0;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  remove(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}

/** The frames of an owner from the beginning, up to the first that is not whole or somebody else's. */
export function* readFrames(
  path: string,
  owner: number,
): Generator<{ readonly number: number; readonly body: Uint8Array }> {
  const bytes = readWhole(path);
  for (let at = 0; at + HEAD * 8 <= bytes.length;) {
    const [of = NaN, number = NaN, length = NaN, sum = NaN] = new Float64Array(bytes.slice(at, at + HEAD * 8).buffer);
    at += HEAD * 8;
    if (of !== owner || !(length >= 0) || at + length > bytes.length) return;
    // A copy, so that numbers in it lie where numbers can.
    const body = bytes.slice(at, at + length);
    if (checksum(owner, number, [body]) !== sum) return;
    yield { number, body };
    at += length;
  }
}

function readWhole(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return new Uint8Array(0);
    throw fault;
  }
}

// Owner, number, length, checksum.
const HEAD = 4;

function checksum(owner: number, number: number, parts: readonly Uint8Array[]): number {
  let sum = crc32(new Uint8Array(Float64Array.of(owner, number).buffer));
  const length = parts.reduce((all, part) => all + part.length, 0);
  if (length > SMALL_BYTES) return crc32(new Uint8Array(someWords(parts, length >>> 2).buffer), sum);
  for (const part of parts) sum = crc32(part, sum);
  return sum;
}

// Of what is large so many words are left out for one that is looked at: what a disk has not written are pages, each of
// which has dozens.
const WORDS_APART = 13;
const SMALL_BYTES = 4_096;

/** One word of every so many, and the last ones, whatever parts it comes in; all but the last are whole words. */
function someWords(parts: readonly Uint8Array[], total: number): Int32Array<ArrayBuffer> {
  const words = parts.map(({ buffer, byteOffset, byteLength }) => new Int32Array(buffer, byteOffset, byteLength >>> 2));
  const some = new Int32Array(Math.ceil(total / WORDS_APART) + WORDS_APART);
  let count = 0;
  const take = (from: number, apart: number): void => {
    let next = from;
    for (const part of words) {
      for (; next < part.length; next += apart) some[count++] = part[next] as number;
      next -= part.length;
    }
  };
  take(0, WORDS_APART);
  take(total - WORDS_APART, 1);
  return some;
}
