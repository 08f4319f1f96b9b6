import { known, unknown } from '@weir/domain/known/known';
import { expect, test } from 'vitest';
import { deleteFacts, timeLeftText, type DeletePreview } from './delete-view.ts';

const preview: DeletePreview = {
  of: 'delete-stream',
  length: 2_000,
  groups: 0,
  pending: 0,
  memoryBytes: known(396_000_000),
  keptMs: 86_400_000,
};

test('what goes with a stream says none instead of nothing, and what is not known', () => {
  expect(deleteFacts(preview).map(({ value }) => value)).toEqual(['2,000', 'none', 'none', 'about 396 MB']);
  const facts = deleteFacts({ ...preview, groups: 2, pending: 31, memoryBytes: unknown('too many consumers') });
  expect(facts.map(({ value, unknown: because }) => because ?? value)).toEqual([
    '2,000',
    '2',
    '31',
    'too many consumers',
  ]);
});

test('the time left in the trash ends, and is then said to be over', () => {
  expect(timeLeftText(86_400_000, 3_600_000)).toBe('23 h 00 m left');
  expect(timeLeftText(5, 5)).toBe('being removed');
});
