import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableFromBytes } from '../names/readable-name.ts';
import { exactPattern, fitsPattern, precision } from './name-pattern.ts';

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
    ['orders:[eu]*', 'orders:us', true],
    ['\\xff*', '\\xff\\x00', true],
    ['a\\\\*', 'a*', true],
    ['a\\\\*', 'ab', false],
  ])('%s on %s', (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });

  test('made of letters fits its own name alone', () => {
    const plain = fc.stringMatching(/^[a-z:_0-9-]*$/);
    fc.assert(fc.property(plain, plain, (one, other) => fitsPattern(one, other) === (one === other)));
    fc.assert(fc.property(plain, (one) => fitsPattern(one, one) && fitsPattern(`${one.slice(0, 3)}*`, one)));
  });

  test('made for one name fits that name alone, whatever it is made of', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => readableFromBytes(bytes));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(fitsPattern(exactPattern(one), one)).toBe(true);
        expect(fitsPattern(exactPattern(one), other)).toBe(one === other);
        expect(precision(exactPattern(one))).toBe(Number.MAX_SAFE_INTEGER);
      }),
    );
    expect(fitsPattern(exactPattern('a*[b]?'), 'a*[b]?')).toBe(true);
    expect(fitsPattern(exactPattern('a*'), 'ab')).toBe(false);
  });

  test('is the more precise the more of it is fixed, and most so without signs', () => {
    expect(precision('orders')).toBeGreaterThan(precision('a-very-long-pattern*'));
    expect(precision('orders:*')).toBeGreaterThan(precision('o*'));
    expect(precision('*')).toBe(0);
  });
});
