import { EVENT_KINDS } from '@weir/domain/wire/live-frame';
import { expect, test } from 'vitest';
import { ACTIVITY, kindsOf, parseActivity } from './activity-view.ts';

test('every kind of event is in exactly one choice', () => {
  const all = ACTIVITY.flatMap(({ value }) => kindsOf(value) ?? []);
  expect(all.toSorted()).toEqual(EVENT_KINDS.toSorted());
});

test('an address with another word shows everything', () => {
  expect(parseActivity('alerts')).toBe('alerts');
  expect(parseActivity('nonsense')).toBe('');
  expect(parseActivity(undefined)).toBe('');
  expect(kindsOf('')).toBeUndefined();
});
