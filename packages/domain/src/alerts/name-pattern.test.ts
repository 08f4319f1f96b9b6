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
  ['[ab]', 'a', true],
  ['*\\xff', 'a\\xff', true],
  ['*\\xff', 'a\\xfe', false],
  ['*', '\\xff', true],
  ['bad\\', 'bad', false],
  ['**', 'x', true],
])('%s means %s: %s', (pattern, name, means) => {
  expect(namePattern(pattern)(name)).toBe(means);
});
