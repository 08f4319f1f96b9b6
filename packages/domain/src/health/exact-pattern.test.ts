import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readableGlob } from '../names/readable-glob.ts';
import { readableFromBytes } from '../names/readable-name.ts';
import { exactPattern, precision } from './exact-pattern.ts';

describe('a pattern', () => {
  test('made for one name fits that name alone, whatever it is made of', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => readableFromBytes(bytes));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(readableGlob(exactPattern(one))(one)).toBe(true);
        expect(readableGlob(exactPattern(one))(other)).toBe(one === other);
        expect(precision(exactPattern(one))).toBe(Number.MAX_SAFE_INTEGER);
      }),
    );
    expect(readableGlob(exactPattern('a*[b]?'))('a*[b]?')).toBe(true);
    expect(readableGlob(exactPattern('a*'))('ab')).toBe(false);
  });

  test('is the more precise the more of it is fixed, and most so without signs', () => {
    expect(precision('orders')).toBeGreaterThan(precision('a-very-long-pattern*'));
    expect(precision('orders:*')).toBeGreaterThan(precision('o*'));
    expect(precision('*')).toBe(0);
  });
});
