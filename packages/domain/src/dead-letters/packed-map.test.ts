import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedMap } from './packed-map.ts';

const encoder = new TextEncoder();

/** As a writer of MessagePack would: the shortest head that fits. */
function packed(pairs: readonly (readonly [string, string])[]): Uint8Array {
  const out: number[] = pairs.length < 16 ? [0x80 | pairs.length] : [0xde, pairs.length >> 8, pairs.length & 255];
  for (const word of pairs.flat()) {
    const bytes = encoder.encode(word);
    const { length } = bytes;
    if (length < 32) out.push(0xa0 | length);
    else if (length < 256) out.push(0xd9, length);
    else out.push(0xda, length >> 8, length & 255);
    out.push(...bytes);
  }
  return Uint8Array.from(out);
}

test('reads what was written, whatever the texts', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 20 }), (pairs) => {
      expect([...(packedMap(packed(pairs)) ?? [])]).toEqual(pairs);
    }),
  );
});

test('any other bytes are no map, and never a failure', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const map = packedMap(bytes);
      expect(map === undefined || map.size <= bytes.length).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test('one that breaks off is no map', () => {
  const whole = packed([['reason_poisoned', 'x'.repeat(100)]]);
  for (let end = 0; end < whole.length; end += 1) expect(packedMap(whole.subarray(0, end))).toBeUndefined();
});
