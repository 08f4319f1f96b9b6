import type { PastAnswer } from '@weir/domain/wire/history-answers';
import { expect, test } from 'vitest';
import { groupRow, pictureFrame, streamRow } from '../../live/test-rows.ts';
import { shownThen, thenAndAfter } from './before-and-after-view.ts';

const answer: PastAnswer = {
  asked: 1,
  at: 1,
  from: 'poll',
  picture: pictureFrame({
    groups: [groupRow({ stream: 's', group: 'g', unread: null, pending: 1_284, position: '7-1' })],
    streams: [streamRow({ stream: 's', length: 12_345 })],
  }),
};

test('a group’s figures of then stand beside each other, unknown ones as such', () => {
  const found = new Map(shownThen(answer, 's', 'g')?.map(({ name, figure }) => [name, figure]));
  expect(found.get('Unread')).toBe('unknown');
  expect(found.get('Pending')).toBe('1,284');
  expect(found.get('Position')).toBe('7-1');
});

test('where no group is meant it is the stream, and what was not there is not made up', () => {
  expect(shownThen(answer, 's', null)?.[0]).toEqual({ name: 'Length', figure: '12,345' });
  expect(shownThen(answer, 's', 'other')).toBeUndefined();
  expect(shownThen(undefined, 's', 'g')).toBeUndefined();
});

test('moments are by the clock of Redis', () => {
  expect(thenAndAfter(1_000, 2_000, 500)).toEqual({ before: 1_500, after: 6_500 });
});
