import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsPattern, precision } from './name-pattern.ts';

describe('a pattern', () => {
  test.each([
    ['*', '', true],
    ['*', 'orders', true],
    ['orders', 'orders', true],
    ['orders', 'orders2', false],
    ['orders*', 'orders', true],
    ['orders*', 'orders:eu', true],
    ['*:eu', 'orders:eu', true],
    ['o?ders', 'orders', true],
    ['o?ders', 'oders', false],
    ['a*b*c', 'aXXbYYc', true],
    ['a*b*c', 'aXXcYYb', false],
    ['[a]', 'a', false],
    ['[a]', '[a]', true],
    ['\\xff*', '\\xff\\x00', true],
  ])('%s on %s', (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });

  test('without signs fits its own name alone', () => {
    const plain = fc.string().filter((text) => !/[*?]/.test(text));
    fc.assert(fc.property(plain, plain, (one, other) => fitsPattern(one, other) === (one === other)));
  });

  test('made of a name by putting a star for any part of it fits the name', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(20), fc.nat(20), (name, from, length) => {
        expect(fitsPattern(`${name.slice(0, from)}*${name.slice(from + length)}`, name)).toBe(true);
      }),
    );
  });

  test('is the more precise the more of it is fixed, and most so without signs', () => {
    expect(precision('orders')).toBeGreaterThan(precision('a-very-long-pattern*'));
    expect(precision('orders:*')).toBeGreaterThan(precision('o*'));
    expect(precision('*')).toBe(0);
  });
});
