import { expect, test } from 'vitest';
import { entryMoment } from './entry-moment.ts';

const NOW = Date.UTC(2026, 10, 20, 14, 32, 8);

test('the time in an id shows milliseconds, as entries do', () => {
  expect(entryMoment(`${NOW - 716}-3`, NOW, 'utc')?.text).toMatch(/^14:32:07\.284$/);
});

test('an entry of another day shows its date', () => {
  expect(entryMoment(`${NOW - 3 * 86_400_000}-0`, NOW, 'utc')?.text).toMatch(/^17 Nov 14:32:08\.000$/);
});

test('an id that is no time has no moment', () => {
  expect(entryMoment('42-0', NOW, 'utc')).toBeNull();
  expect(entryMoment('18446744073709551615-0', NOW, 'utc')).toBeNull();
});
