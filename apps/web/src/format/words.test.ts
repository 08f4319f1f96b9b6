import { describe, expect, test } from 'vitest';
import { changeText, perSecondText } from './amount.ts';
import { clockText, dateText, momentText, zoneText } from './moment.ts';
import { nameFilter } from './name-filter.ts';
import { sentenceWords } from './sentence-words.ts';

const at = Date.UTC(2026, 10, 20, 14, 32, 8);

const matches = (typed: string, name: string) => nameFilter(typed)(name);

describe('moments', () => {
  test('say the date without the year while it is this one', () => {
    expect(dateText(at, at, 'utc')).toBe('20 Nov');
    expect(dateText(at, Date.UTC(2027, 0, 1), 'utc')).toBe('20 Nov 2026');
    expect(momentText(at, at, 'utc')).toBe('20 Nov 14:32:08 UTC');
  });
  test('local time follows the offset of that very moment', () => {
    const minutes = -new Date(at).getTimezoneOffset();
    expect(clockText(at, 'local')).toBe(clockText(at + minutes * 60_000, 'utc'));
    expect(zoneText(at, 'utc')).toBe('UTC');
  });
});

test('rates in columns are as short as their size allows', () => {
  expect([0, 0.04, 0.4, 3.26, 9.96, 86.4, 1_578].map(perSecondText)).toEqual([
    '0',
    '< 0.1',
    '0.4',
    '3.3',
    '10',
    '86',
    '1,578',
  ]);
  expect([38, -154, 0.5].map(changeText)).toEqual(['+38/s', '−154/s', '+0.5/s']);
});

describe('the filter for names', () => {
  test('text matches anywhere, in upper and lower case', () => {
    expect(matches('Pay', 'repayers')).toBe(true);
    expect(matches('pay', 'orders')).toBe(false);
    expect(matches('  ', 'anything')).toBe(true);
  });
  test('a star makes it a pattern over the whole name', () => {
    expect(matches('orders*', 'orders:eu')).toBe(true);
    expect(matches('orders*', 'reorders')).toBe(false);
    expect(matches('*eu', 'orders:eu')).toBe(true);
    expect(matches('o*s*u', 'orders:eu')).toBe(true);
    expect(matches('o*u*s', 'orders:eu')).toBe(false);
    expect(matches('**', 'x')).toBe(true);
  });
  test('head and tail of a pattern do not share letters', () => {
    expect(matches('aba*aba', 'ababa')).toBe(false);
    expect(matches('aba*aba', 'abaaba')).toBe(true);
  });
  test('signs of regular expressions mean themselves', () => {
    expect(matches('a.c', 'abc')).toBe(false);
    expect(matches('(a+)+*', '(a+)+x')).toBe(true);
  });
  test('a hostile pattern takes no time', () => {
    const started = performance.now();
    expect(matches(`${'a*'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

test('a sentence as plain words', () => {
  const words = sentenceWords(
    [
      { name: 'worker-7', b: true },
      ' holds ',
      { n: 1_284 },
      ' entries since ',
      { clock: at },
      ', ',
      { age: at - 38_000 },
      ' ago, at ',
      { rate: 86 },
      ' for ',
      { ms: 90_000 },
      { t: '.' },
    ],
    at,
    'utc',
  );
  expect(words).toBe('worker-7 holds 1,284 entries since 14:32:08, 38 s ago, at 86/s for 1 m 30 s.');
});
