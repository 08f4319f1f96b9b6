import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillStars, namePattern } from './name-pattern.ts';

const piece = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.'), minLength: 0, maxLength: 3 });

test('what the stars took, put back, is the name', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), piece, (pieces, name) => {
      const text = pieces.join('*');
      const taken = namePattern(text).match(name);
      if (taken === undefined) return;
      expect(taken).toHaveLength(pieces.length - 1);
      expect(taken.every((each) => each.length > 0)).toBe(true);
      expect(fillStars(text, taken)).toBe(name);
    }),
    { numRuns: 3_000 },
  );
});

test('every name made of a pattern fits it', () => {
  const some = piece.filter((text) => text.length > 0);
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      fc.array(some, { minLength: 4, maxLength: 4 }),
      (pieces, fill) => {
        const text = pieces.join('*');
        // Two stars side by side are refused before they come here.
        fc.pre(!text.includes('**'));
        expect(namePattern(text).match(fillStars(text, fill))).toBeDefined();
      },
    ),
    { numRuns: 3_000 },
  );
});

test.each([
  ['*:dlq', 'orders:dlq', ['orders']],
  ['*:dlq', ':dlq', undefined],
  ['*:dlq', 'orders:dlq:x', undefined],
  ['*:dlq:*', 'dramatiq:dlq:mails', ['dramatiq', 'mails']],
  ['*:dlq:*', 'a:dlq:b:dlq:c', ['a', 'b:dlq:c']],
  ['dlq', 'dlq', []],
  ['dlq', 'DLQ', undefined],
  ['a*b*c', 'axbbyc', ['x', 'by']],
] as const)('%s on %s', (pattern, name, taken) => {
  expect(namePattern(pattern).match(name)).toEqual(taken);
});
