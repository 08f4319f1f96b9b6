import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineWriter } from './line-writer.ts';
import { readLines } from './read-lines.ts';

const encoder = new TextEncoder();
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function write(entries: readonly (readonly [id: string, words: readonly Uint8Array[]])[], room = 16): Uint8Array {
  const writer = new LineWriter(room);
  for (const [id, words] of entries) {
    const bytes = encoder.encode(`..${id}..`);
    writer.begin(bytes, 2, bytes.length - 2);
    for (const [at, word] of words.entries()) {
      const around = Uint8Array.of(1, 2, 3, ...word, 4);
      writer.word(around, 3, 3 + word.length, at % 2 === 0);
    }
    writer.end();
  }
  return writer.take();
}

const bytesOf = (...words: string[]): Uint8Array[] => words.map((word) => encoder.encode(word));

describe('lines of an archive', () => {
  test('are JSON that a person can read, fields in order and doubled ones kept', () => {
    const lines = write([
      ['1-0', bytesOf('type', 'a "b"', 'type', 'c\\d')],
      ['2-0', []],
      ['3-5', bytesOf('', 'héllo\n')],
    ]);
    expect(text(lines).split('\n')).toEqual([
      String.raw`{"id":"1-0","fields":[["type","a \"b\""],["type","c\\\\d"]]}`,
      '{"id":"2-0","fields":[]}',
      String.raw`{"id":"3-5","fields":[["","héllo\\x0a"]]}`,
      '',
    ]);
  });

  test('are what JSON says of the readable form, whatever the bytes', () => {
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }).map((s) => encoder.encode(s)),
    );
    const words = fc.array(fc.tuple(value, value), { maxLength: 5 }).map((pairs) => pairs.flat());
    const id = fc
      .tuple(fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(0n, 2n ** 64n - 1n))
      .map(([ms, seq]) => `${ms}-${seq}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(id, words), { maxLength: 6 }), (entries) => {
        const lines = write(entries);
        for (const line of text(lines).split('\n').slice(0, -1)) JSON.parse(line);
        const back = [...readLines(lines)].map(({ id, words }) => [id, words.map((word) => [...word])]);
        expect(back).toEqual(entries.map(([id, words]) => [id, words.map((word) => [...word])]));
      }),
      { numRuns: 300 },
    );
  });

  test('a value that needs its whole width on the last byte of the room is written whole', () => {
    for (let room = 1; room < 80; room += 1) {
      const words = [encoder.encode('n'), Uint8Array.of(0xff, 0xfe, 0x5c, 0x22)];
      expect([...readLines(write([['1-1', words]], room))]).toEqual([{ id: '1-1', words }]);
    }
  });

  test('a writer that was emptied begins anew and leaves what was taken alone', () => {
    const writer = new LineWriter(64);
    const id = encoder.encode('1-0');
    writer.begin(id, 0, 3);
    writer.end();
    const first = writer.take();
    expect(writer.bytes).toBe(0);
    writer.begin(encoder.encode('9-9'), 0, 3);
    writer.end();
    expect(text(first)).toBe('{"id":"1-0","fields":[]}\n');
  });

  test.each([
    ['no end', '{"id":"1-0","fields":[]}'],
    ['no JSON', 'x\n'],
    ['no object', '7\n'],
    ['no id', '{"id":"1","fields":[]}\n'],
    ['no fields', '{"id":"1-0"}\n'],
    ['a field of three', '{"id":"1-0","fields":[["a","b","c"]]}\n'],
    ['a number', '{"id":"1-0","fields":[["a",1]]}\n'],
    ['a stray backslash', String.raw`{"id":"1-0","fields":[["a","\\q"]]}` + '\n'],
  ])('a line with %s is refused', (_, line) => {
    expect(() => [...readLines(encoder.encode(line))]).toThrow('not an entry');
  });
});
