import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrameFile, readFrames } from './frame-file.ts';

const OWNER = 1_795_262_400_000;
const PAGE = 4_096;
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-frames-'));
  path = join(folder, 'frames');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Frames of a few words, of a page and of many, in parts of any length. */
function write(numbers: readonly number[], limit: number | null = null): FrameFile {
  const file = new FrameFile(path, OWNER, limit);
  for (const number of numbers) file.append(number, partsOf(number));
  return file;
}

function partsOf(number: number): readonly ArrayBufferView[] {
  const figures = Float64Array.from({ length: (number * 997) % 4_000 }, (_, at) => at * number);
  const tail = Uint8Array.from({ length: (number * 7) % 90 }, (_, at) => at + number);
  return [Float64Array.of(number, -1), new Int32Array(number % 5).fill(number), figures, tail];
}

const bytesOf = (parts: readonly ArrayBufferView[]) =>
  Buffer.concat(parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)));

const numbersIn = (owner = OWNER) => [...readFrames(path, owner)].map(({ number }) => number);

test('frames come back as they were, to their owner alone', () => {
  const numbers = Array.from({ length: 40 }, (_, at) => at + 3);
  write(numbers).close();
  const found = [...readFrames(path, OWNER)];
  expect(found.map(({ number }) => number)).toEqual(numbers);
  for (const { number, body } of found) expect(Buffer.compare(body, bytesOf(partsOf(number)))).toBe(0);
  expect(numbersIn(OWNER + 1)).toEqual([]);
  rmSync(path);
  expect(numbersIn()).toEqual([]);
});

test('after it was begun anew, what was there before is not found behind the newest frame', () => {
  const file = write([1, 2, 3, 4, 5]);
  file.rewind();
  file.append(6, partsOf(6));
  file.append(7, partsOf(7));
  file.close();
  expect(numbersIn().slice(0, 2)).toEqual([6, 7]);
  expect(
    numbersIn()
      .slice(2)
      .filter((number) => number > 5),
  ).toEqual([]);
});

test('a frame that ends early, or a page of which was not written, is none', () => {
  write([2, 3]).close();
  const whole = readFileSync(path);
  const first = bytesOf(partsOf(2)).length + 32;
  for (const length of [first, first + 1, first + 31, first + 32, whole.length - PAGE, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, length));
    expect(numbersIn()).toEqual([2]);
  }
  for (let at = first; at < whole.length; at += PAGE) {
    const spoiled = Buffer.from(whole);
    // As it was a minute ago: the same, but other figures.
    for (let place = at; place < Math.min(at + PAGE, whole.length); place += 1) spoiled[place] = ~(whole[place] ?? 0);
    writeFileSync(path, spoiled);
    expect(numbersIn()).toEqual([2]);
  }
});

test('it gets no larger than it may', () => {
  expect(() => write([1, 2, 3], 20_000)).toThrow('full');
  expect(numbersIn()).toEqual([1]);
});
