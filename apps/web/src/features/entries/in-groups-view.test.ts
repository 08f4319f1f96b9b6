import type { EntryInGroupsAnswer } from '@weir/domain/wire/answers';
import { expect, test } from 'vitest';
import { inGroupsOrder, inGroupsWords } from './in-groups-view.ts';

const pending = (group: string, deliveries: number) =>
  ({ group, state: 'pending', consumer: 'c', deliveredAt: 1, deliveries }) as const;
const groups: EntryInGroupsAnswer['groups'] = [
  { group: 'a', state: 'past' },
  pending('b', 1),
  { group: 'c', state: 'unread' },
  pending('d', 17),
];

test('what is still to be done comes first', () => {
  expect(inGroupsOrder(groups).map(({ group }) => group)).toEqual(['d', 'b', 'c', 'a']);
});

test('is summed up, and what was not looked at is said', () => {
  expect(inGroupsWords({ groups, left: 0, at: 1 })).toBe('Pending in 2 of 4 groups.');
  expect(inGroupsWords({ groups: [groups[0], groups[2]].flatMap((each) => each ?? []), left: 12, at: 1 })).toBe(
    'Pending in none of 2 groups. 12 more were not looked at.',
  );
  expect(inGroupsWords({ groups: groups.slice(0, 1), left: 0, at: 1 })).toBe('Not pending in the one group there is.');
  expect(inGroupsWords({ groups: groups.slice(1, 2), left: 0, at: 1 })).toBe('Pending in the one group there is.');
  expect(inGroupsWords({ groups: [], left: 0, at: 1 })).toBe('No group reads this stream.');
});
