import { expect, test } from 'vitest';
import { deadLetterNameOf } from './dead-letter-name.ts';

const tag = (name: string) => /\{([^}]+)\}/.exec(name)?.[1] ?? name;

/** Slots by the text between the first pair of braces, as a cluster has them. */
function sameSlot(a: string, b: string): boolean {
  return tag(a) === tag(b);
}

test('without slots it is the name and :dlq', () => {
  expect(deadLetterNameOf('orders', () => true)).toBe('orders:dlq');
});

test('in a cluster it lies in the slot of its stream', () => {
  expect(deadLetterNameOf('{shop}:orders', sameSlot)).toBe('{shop}:orders:dlq');
  expect(deadLetterNameOf('orders', sameSlot)).toBe('{orders}:dlq');
});

test('where no name of the kind lies in the slot it is the plain one', () => {
  expect(deadLetterNameOf('a}b{c', () => false)).toBe('a}b{c:dlq');
});
