import { describe, expect, test } from 'vitest';
import { callSize, restAfter } from './call-size.ts';
import { outcomeOf, outcomeSentence } from './outcome-words.ts';
import { speedOf, timeLeft } from './speed.ts';

describe('how much at once', () => {
  test('without a limit one journal record covers many entries; with one, half a second', () => {
    expect([callSize(null), callSize(500), callSize(1), callSize(1_000_000)]).toEqual([25_000, 250, 1, 25_000]);
  });

  test('a rest makes up for what the call was too quick', () => {
    expect(restAfter(250, 100, 500)).toBe(400);
    expect(restAfter(250, 800, 500)).toBe(0);
    expect(restAfter(25_000, 1, null)).toBe(0);
  });
});

describe('speed', () => {
  const points = [0, 1_000, 2_000, 8_000].map((at) => ({ at, done: at / 10 }));

  test('is taken over the last five seconds', () => {
    expect(speedOf([...points.slice(0, 3), { at: 3_000, done: 1_200 }], 3_000)).toBe(400);
    expect(speedOf(points, 8_000)).toBeNull();
    expect(speedOf([], 0)).toBeNull();
  });

  test('no speed, no time left', () => {
    expect([timeLeft(100, 50, 10), timeLeft(100, 50, 0), timeLeft(100, 50, null), timeLeft(100, 120, 10)]).toEqual([
      5_000,
      null,
      null,
      0,
    ]);
  });
});

describe('what is said of the end', () => {
  test.each([
    [1_284, {}, '1,284 entries claimed.', 'done'],
    [1, {}, '1 entry claimed.', 'done'],
    [1, { 'not-pending': 2 }, '1 of 3 claimed. 2 were acknowledged already.', 'partial'],
    [0, { 'delivered-again': 1 }, 'None of 1 claimed. 1 was delivered again since.', 'refused'],
    [5, { unsure: 1 }, '5 of 6 claimed. 1 was not certain.', 'unknown'],
  ] as const)('%i done, %o', (done, skips, sentence, outcome) => {
    expect(outcomeSentence('claim', done, skips)).toBe(sentence);
    expect(outcomeOf(done, skips)).toBe(outcome);
  });
});
