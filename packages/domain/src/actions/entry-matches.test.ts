import { describe, expect, test } from 'vitest';
import { ConsoleError } from '../errors/console-error.ts';
import { entryMatch } from './entry-matches.ts';
import type { FieldCondition } from './entry-filter.ts';

const encoder = new TextEncoder();

function matches(words: readonly (string | Uint8Array)[], ...conditions: readonly FieldCondition[]): boolean {
  return entryMatch({ conditions })(words.map((word) => (typeof word === 'string' ? encoder.encode(word) : word)));
}

describe('an entry matches', () => {
  const order = ['kind', 'order', 'total', '42', 'kind', 'urgent', '', 'no name'];

  test('a value exactly, whichever of the fields of that name has it', () => {
    expect(matches(order, { field: 'kind', is: 'order' })).toBe(true);
    expect(matches(order, { field: 'kind', is: 'urgent' })).toBe(true);
    expect(matches(order, { field: 'kind', is: 'orde' })).toBe(false);
    expect(matches(order, { field: 'order', is: 'kind' })).toBe(false);
    expect(matches(order, { field: '', is: 'no name' })).toBe(true);
  });

  test('a part of a value', () => {
    expect(matches(order, { field: 'kind', contains: 'gen' })).toBe(true);
    expect(matches(order, { field: 'kind', contains: 'genu' })).toBe(false);
    expect(matches(['f', 'aaab'], { field: 'f', contains: 'aab' })).toBe(true);
    expect(matches(['f', 'ab'], { field: 'f', contains: 'abc' })).toBe(false);
  });

  test('that a field is there, or that none is', () => {
    expect(matches(order, { field: 'total', exists: true })).toBe(true);
    expect(matches(order, { field: 'total', exists: false })).toBe(false);
    expect(matches(order, { field: '42', exists: true })).toBe(false);
    expect(matches(order, { field: '42', exists: false })).toBe(true);
  });

  test('only when all conditions hold', () => {
    expect(matches(order, { field: 'total', is: '42' }, { field: 'kind', is: 'urgent' })).toBe(true);
    expect(matches(order, { field: 'total', is: '42' }, { field: 'kind', is: 'other' })).toBe(false);
  });

  test('by bytes: what is no text is told apart, and case and accents count', () => {
    const words = [Uint8Array.of(0xff), Uint8Array.of(0, 0xfe, 0x0a)];
    expect(matches(words, { field: '\\xff', is: '\\x00\\xfe\\x0a' })).toBe(true);
    expect(matches(words, { field: '\\xfe', exists: true })).toBe(false);
    expect(matches(words, { field: '\\xff', contains: '\\xfe' })).toBe(true);
    expect(matches(['f', 'Straße'], { field: 'f', contains: 'aß' })).toBe(true);
    expect(matches(['f', 'a\\b'], { field: 'f', is: 'a\\\\b' })).toBe(true);
    expect(matches(['f', 'Order'], { field: 'f', is: 'order' })).toBe(false);
  });
});

test('a filter that stands for no bytes is told at once', () => {
  expect(() => entryMatch({ conditions: [{ field: 'f', is: 'C:\\temp' }] })).toThrow(ConsoleError);
});
