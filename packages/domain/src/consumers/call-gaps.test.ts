import { describe, expect, test } from 'vitest';
import { unknown } from '../known/known.ts';
import { createCallGaps } from './call-gaps.ts';

const DAY = 86_400_000;
const AT = DAY * 20_000;

function list(readAt: number, calls: Readonly<Record<string, number>>) {
  const lastGotWorkAt = unknown('old server');
  return {
    readAt,
    consumers: Object.entries(calls).map(([consumer, lastCallAt]) => ({
      consumer,
      lastCallAt,
      pending: 0,
      lastGotWorkAt,
    })),
  };
}

describe('the longest gap between calls', () => {
  test('is that of a consumer that came back, and who that was', () => {
    const gaps = createCallGaps();
    gaps.note(list(AT, { a: AT - 5_000, b: AT - 1_000 }), list(AT + 40_000, { a: AT + 38_000, b: AT + 39_000 }));
    expect(gaps.longest(AT + 40_000)).toEqual({ ms: 43_000, consumer: 'a' });
  });

  test('is none of one that is still silent, however long', () => {
    const gaps = createCallGaps();
    gaps.note(list(AT, { a: AT - 5_000 }), list(AT + 900_000, { a: AT - 5_000 }));
    expect(gaps.longest(AT + 900_000)).toBeUndefined();
  });

  test('is none of a consumer that is new, or whose clock went back', () => {
    const gaps = createCallGaps();
    gaps.note(list(AT, { a: AT }), list(AT + 10_000, { a: AT - 90_000, b: AT + 9_000 }));
    expect(gaps.longest(AT + 10_000)).toBeUndefined();
  });

  test('is forgotten after a day at most, and not before half of one', () => {
    const gaps = createCallGaps();
    gaps.note(list(AT, { a: AT - 60_000 }), list(AT + 1, { a: AT }));
    expect(gaps.longest(AT + DAY / 2)).toEqual({ ms: 60_000, consumer: 'a' });
    expect(gaps.longest(AT + DAY)).toBeUndefined();
  });

  test('of the newer half counts beside that of the older', () => {
    const gaps = createCallGaps();
    gaps.note(list(AT, { a: AT - 60_000 }), list(AT + 1, { a: AT }));
    const later = AT + DAY / 2 + 1;
    gaps.note(list(later, { a: later - 9_000 }), list(later + 1, { a: later }));
    expect(gaps.longest(later + 1)).toEqual({ ms: 60_000, consumer: 'a' });
    gaps.note(list(later, { b: later - 90_000 }), list(later + 1, { b: later }));
    expect(gaps.longest(later + 1)).toEqual({ ms: 90_000, consumer: 'b' });
  });
});
