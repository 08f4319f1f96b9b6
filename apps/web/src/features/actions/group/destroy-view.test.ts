import { known, unknown } from '@weir/domain/known/known';
import { expect, test } from 'vitest';
import { destroyFacts, type DestroyPreview } from './destroy-view.ts';

const preview: DestroyPreview = {
  of: 'destroy-group',
  position: '9-0',
  entriesRead: known(9),
  unread: known({ count: 1_200, exact: false }),
  pending: 31,
  from: [],
  consumers: 4,
  live: known(0),
};

test('what goes with a group says what is about and what is not known', () => {
  expect(destroyFacts(preview).map(({ value }) => value)).toEqual(['31', 'at most 1,200', '4', 'none']);
  const facts = destroyFacts({ ...preview, unread: unknown('Redis has no figure'), live: unknown('too many') });
  expect(facts.map(({ unknown: because }) => because)).toEqual([
    undefined,
    'Redis has no figure',
    undefined,
    'too many',
  ]);
});
