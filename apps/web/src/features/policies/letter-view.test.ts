import type { GroupForecast } from '@weir/domain/wire/policy-answers';
import { describe, expect, test } from 'vitest';
import { letterTotal, mostFirst } from './letter-view.ts';

function group(count: number | null): GroupForecast {
  const plan = count === null ? null : ({ affects: { count, exact: true } } as GroupForecast['plan']); // what is read of it
  return { stream: 'orders', group: `g${count}`, plan, because: count === null ? 'why' : '', sample: [] };
}

describe('what would be put aside', () => {
  test.each([
    [[0, 0], 2, 'Nothing would be put aside now.'],
    [[1], 1, '1 entry of 1 group would be put aside now.'],
    [[1_200, 0, 3], 3, '1,203 entries of 2 groups would be put aside now.'],
    [[4], 11, 'At least 4 entries of 1 group would be put aside now.'],
    [[4, null], 2, 'At least 4 entries of 1 group would be put aside now.'],
    [[null], 1, 'Nothing would be put aside now, as far as was counted.'],
  ])('%j of %d groups', (counts, groupCount, words) => {
    expect(letterTotal({ groups: counts.map(group), groupCount })).toBe(words);
  });
});

test('the groups with most come first, then those of which nothing can be told', () => {
  const sorted = mostFirst([0, 4, null, 9].map(group));
  expect(sorted.map(({ group: name }) => name)).toEqual(['g9', 'g4', 'gnull', 'g0']);
});
