import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntryId, MAX_ID } from '../entries/entry-id.ts';
import { readableFromBytes } from '../names/readable-name.ts';
import { packFrozen, unpackFrozen } from './frozen-pack.ts';
import type { SeenEntry } from './seen-entry.ts';

const part = fc.oneof(
  fc.bigInt(0n, 2n ** 64n - 1n),
  fc.bigInt(1_790_000_000_000n, 1_790_000_000_050n),
  fc.bigInt(0n, 3n),
);
const id = fc.tuple(part, part).map(([millis, sequence]) => `${millis}-${sequence}` as EntryId);
const entry: fc.Arbitrary<SeenEntry> = fc.record({
  id,
  consumer: fc.uint8Array({ maxLength: 6 }).map(readableFromBytes),
  deliveries: fc.maxSafeNat(),
  deliveredAt: fc.maxSafeNat(),
});

test('what was packed comes back, whatever the ids, names and numbers', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      expect(unpackFrozen(packFrozen(entries))).toEqual(entries);
    }),
    { numRuns: 2000 },
  );
});

test('the largest id and the largest numbers come back', () => {
  const entries = [
    { id: MAX_ID, consumer: '\\xff', deliveries: Number.MAX_SAFE_INTEGER, deliveredAt: Number.MAX_SAFE_INTEGER },
    { id: `0-${Number.MAX_SAFE_INTEGER}` as EntryId, consumer: '', deliveries: 0, deliveredAt: 0 },
  ];
  expect(unpackFrozen(packFrozen(entries))).toEqual(entries);
});

test('deliveries beyond safe integers come back: Redis counts up to 2^63 - 1, and gives that to what is never to be tried again', () => {
  const entries = [2 ** 63, 2 ** 53 + 2, 2 ** 53, Number.MAX_SAFE_INTEGER, 7].map((deliveries, at): SeenEntry => ({
    id: `${at}-1` as EntryId,
    consumer: 'a',
    deliveries,
    deliveredAt: at,
  }));
  expect(unpackFrozen(packFrozen(entries))).toEqual(entries);
});

test('entries of a busy group take less than fifteen bytes each', () => {
  const entries = Array.from({ length: 5_000 }, (_, index): SeenEntry => {
    const at = 1_790_000_000_000 + index * 37;
    return {
      id: `${at}-${index % 3}` as EntryId,
      consumer: `worker-${index % 300}`,
      deliveries: 1 + (index % 4),
      deliveredAt: at + ((index * 7_919) % 60_000),
    };
  });
  expect(packFrozen(entries).length).toBeLessThan(15 * 5_000);
});

test('bytes cut off anywhere are refused, not half read', () => {
  const packed = packFrozen([
    { id: '5-1' as EntryId, consumer: 'a', deliveries: 300, deliveredAt: 1_790_000_000_000 },
    { id: MAX_ID, consumer: 'worker', deliveries: 1, deliveredAt: 5 },
  ]);
  for (let length = 0; length < packed.length; length += 1) {
    expect(() => unpackFrozen(packed.subarray(0, length))).toThrow(RangeError);
  }
});

test('a number that is no safe integer is refused', () => {
  const odd = { id: '5-1' as EntryId, consumer: 'a', deliveries: 1.5, deliveredAt: 5 };
  expect(() => packFrozen([odd])).toThrow(RangeError);
});
