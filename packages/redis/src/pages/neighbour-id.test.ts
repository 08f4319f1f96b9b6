import { MAX_ID, ZERO_ID, type EntryId } from '@weir/domain/entries/entry-id';
import { expect, test } from 'vitest';
import { idAfter, idBefore } from './neighbour-id.ts';

const MAX = '18446744073709551615';
test.each([
  ['1-0', '1-1'],
  ['9007199254740993-9007199254740993', '9007199254740993-9007199254740994'],
  [`1-${MAX}`, '2-0'],
  [`${MAX}-${BigInt(MAX) - 1n}`, `${MAX}-${MAX}`],
])('%s is followed by %s', (id, next) => {
  // Canonical ids, written down here.
  expect(idAfter(id as EntryId)).toBe(next);
  expect(idBefore(next as EntryId)).toBe(id);
});

test('nothing is behind the last id or before the first', () => {
  expect(idAfter(MAX_ID)).toBeUndefined();
  expect(idBefore(ZERO_ID)).toBeUndefined();
});
