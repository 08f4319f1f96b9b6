import { expect, test } from 'vitest';
import { slowEachTime, type SlowRound } from './slow-log.ts';

function round(...commands: readonly (readonly [micros: number, words: string])[]): SlowRound {
  return {
    scans: 100,
    slow: commands.map(([micros, words]) => ({ micros, words: words.split(' '), client: 'weir:poll' })),
  };
}

test('a command that is slow in every round is found by its key', () => {
  const rounds = [round([6_000, 'XINFO CONSUMERS crowd pods']), round([9_000, 'xinfo consumers crowd pods'])];
  expect(slowEachTime(rounds, 5_000)).toEqual(['XINFO CONSUMERS crowd']);
  expect(slowEachTime(rounds, 8_000)).toEqual([]);
});

test('one that is slow once is the machine', () => {
  expect(
    slowEachTime([round([6_000, 'XPENDING deep workers']), round([6_000, 'XPENDING other workers'])], 5_000),
  ).toEqual([]);
});

test('a few slow ones of many SCAN calls are the machine, a share of them is not', () => {
  expect(slowEachTime([scans(2), scans(2)], 5_000)).toEqual([]);
  expect(slowEachTime([scans(3), scans(3)], 5_000)).toEqual(['SCAN']);
});

function scans(count: number): SlowRound {
  return round(...Array.from({ length: count }, (_, at) => [7_000, `SCAN ${at} COUNT 1000`] as const));
}
