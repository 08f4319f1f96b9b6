import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readableGlob } from './readable-glob.ts';

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
  ['[ab]', 'a', true],
  ['*\\xff', 'a\\xff', true],
  ['*\\xff', 'a\\xfe', false],
  ['*', '\\xff', true],
  ['bad\\', 'bad', false],
  ['**', 'x', true],
  ['o?ders', 'orders', true],
  ['o?ders', 'oders', false],
  ['orders:[eu]*', 'orders:us', true],
  ['\\xff*', '\\xff\\x00', true],
  ['a\\\\*', 'a*', true],
  ['a\\\\*', 'ab', false],
  ['o*', 'bad\\', false],
])('%s means %s: %s', (pattern, name, means) => {
  expect(readableGlob(pattern)(name)).toBe(means);
});

test('a pattern made of letters fits its own name alone', () => {
  const plain = fc.stringMatching(/^[a-z:_0-9-]*$/);
  fc.assert(fc.property(plain, plain, (one, other) => readableGlob(one)(other) === (one === other)));
  fc.assert(fc.property(plain, (one) => readableGlob(one)(one) && readableGlob(`${one.slice(0, 3)}*`)(one)));
});
