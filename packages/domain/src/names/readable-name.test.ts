import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesFromReadable, readableFromBytes } from './readable-name.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

test('any bytes come back from their readable form', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect([...(bytesFromReadable(readableFromBytes(bytes)) ?? [])]).toEqual([...bytes]);
    }),
    { numRuns: 3000 },
  );
});

test('any text comes back, byte order marks and lone controls included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const bytes = utf8(text);
      expect([...(bytesFromReadable(readableFromBytes(bytes)) ?? [])]).toEqual([...bytes]);
    }),
    { numRuns: 3000 },
  );
});

test('names that look alike stay apart', () => {
  const names = [[0xff, 0x31], [0xfe, 0x31], [...utf8('\ufffd1')], [...utf8('\\xff1')]].map((b) =>
    readableFromBytes(Uint8Array.from(b)),
  );
  expect(new Set(names).size).toBe(4);
});

test('printable text reads as it is; what has no ink is escaped', () => {
  expect(readableFromBytes(utf8('orders:köln 日本'))).toBe('orders:köln 日本');
  expect(readableFromBytes(utf8('a\u202eb'))).toBe('a\\xe2\\x80\\xaeb');
  expect(readableFromBytes(utf8('a\\b\n'))).toBe('a\\\\b\\x0a');
  expect(readableFromBytes(utf8('\ufeffa'))).toBe('\\xef\\xbb\\xbfa');
});

test('a stray backslash is no name', () => {
  expect(bytesFromReadable('a\\b')).toBeUndefined();
  expect(bytesFromReadable('a\\xZZ')).toBeUndefined();
});
