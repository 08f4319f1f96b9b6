import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markKey } from './mark-key.ts';
import { slotOf } from './slots.ts';

test.each([
  ['orders', 105],
  ['dlq', 10_074],
  ['{orders}:dlq', 105],
  ['123456789', 12_739],
])('%s lies in slot %i', (key, slot) => {
  expect(slotOf(Buffer.from(key))).toBe(slot);
});

test('a mark lies beside the key it stands for, whatever braces and bytes that has', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', 'a', '{}', '\xff', 'orders'), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, (parts) => {
      const key = Buffer.from(parts.join(''), 'latin1');
      expect(slotOf(Buffer.from(markKey('j-1', key, 'cluster')))).toBe(slotOf(key));
    }),
  );
  expect(markKey('j-1', Buffer.from('any'), 'one')).toBe('weir:job:j-1');
});
