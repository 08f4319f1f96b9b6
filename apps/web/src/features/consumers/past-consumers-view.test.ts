import { expect, test } from 'vitest';
import { recordedWords } from './past-consumers-view.ts';

test('what was not recorded is said', () => {
  expect(recordedWords(3, 3)).toBe('How long their entries had waited was not recorded.');
  expect(recordedWords(50, 62)).toContain('12 more with fewer pending entries were not recorded.');
});
