import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ORIGIN_FIELDS, originWritten, wholeNumber, withoutOrigin } from './origin-fields.ts';

const field = fc.tuple(
  fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom(...ORIGIN_FIELDS)),
  fc.string({ maxLength: 5 }),
);
const written = (values: readonly string[]) => ORIGIN_FIELDS.map((name, at) => [name, values[at] ?? ''] as const);

test('whatever the entry holds, the fields added behind it are found and taken off again', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), fc.array(fc.string(), { maxLength: 7 }), (own, values) => {
      const letter = [...own, ...written(values)];
      expect(originWritten(letter)?.stream).toBe(values[0] ?? '');
      expect(withoutOrigin(letter)).toEqual(own);
    }),
    { numRuns: 1_000 },
  );
});

test('an entry that was dead-lettered twice gives one origin back at a time', () => {
  const once = [['a', '1'] as const, ...written(['orders', '1-0', 'g', 'c', '5', '7', 'first'])];
  const twice = [...once, ...written(['orders', '9-0', 'g', 'c', '6', '8', 'second'])];
  expect(originWritten(twice)?.reason).toBe('second');
  expect(withoutOrigin(twice)).toEqual(once);
});

test('fields of the prefix that are not all there, or not last, are payload', () => {
  const all = written(['orders', '1-0', 'g', 'c', '5', '7', 'r']);
  expect(originWritten(all.slice(1))).toBeUndefined();
  expect(originWritten([...all, ['later', '1']])).toBeUndefined();
  expect(originWritten(all.toReversed())).toBeUndefined();
});

test('what is no id or no number is not known, and not zero', () => {
  expect(originWritten(written(['s', 'x', 'g', 'c', '-1', '1e3', '']))).toMatchObject({
    id: null,
    deliveries: null,
    at: null,
  });
  expect([wholeNumber('0'), wholeNumber('9007199254740993'), wholeNumber(''), wholeNumber('٣')]).toEqual([
    0,
    null,
    null,
    null,
  ]);
});
