import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namePattern } from './name-pattern.ts';

test.each([
  ['*', '', true],
  ['*', 'orders', true],
  ['orders', 'orders', true],
  ['orders', 'orders:1', false],
  ['orders*', 'orders:1', true],
  ['*:dlq', 'payments:dlq', true],
  ['*:dlq', 'payments:dlq:old', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['runner:?', 'runner:1', true],
  ['runner:?', 'runner:12', false],
  ['a.c', 'abc', false],
  ['[ab]', '[ab]', true],
  ['**', 'x', true],
])('%s means %s: %s', (pattern, name, means) => {
  expect(namePattern(pattern)(name)).toBe(means);
});

test('a pattern made of a name by putting stars for parts of it means that name', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), fc.nat(20), (name, from, length) => {
      expect(namePattern(`${name.slice(0, from)}*${name.slice(from + length)}`)(name)).toBe(true);
    }),
  );
});

test('a pattern of many stars does not take for ever', () => {
  const begun = performance.now();
  expect(namePattern(`${'a*'.repeat(50)}b`)('a'.repeat(5_000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
