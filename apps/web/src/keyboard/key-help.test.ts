import { expect, test } from 'vitest';
import { keyHelp } from './key-help.ts';

const linesOf = (letters: boolean, onPage: Readonly<Record<string, number>> = {}, command = 'Ctrl') =>
  keyHelp({ command, letters, count: (selector) => onPage[selector] ?? 0 }).flatMap(({ keys }) =>
    keys.map(({ keys: pressed, does }) => `${pressed.join(' ')}: ${does}`),
  );

test('the palette key is the one of this machine', () => {
  expect(linesOf(true)).toContain('Ctrl K: Search streams, groups and pages');
  expect(linesOf(true, {}, '⌘')).toContain('⌘ K: Search streams, groups and pages');
});

test('a key is listed only where the page has what it works on', () => {
  expect(linesOf(true)).not.toContain('X: Select the row');
  expect(linesOf(true, { '[data-row-select]': 50 })).toContain('X: Select the row');
  expect(linesOf(true)).not.toContain('R: Sort now');
});

test('the number keys go as far as the page has tabs', () => {
  expect(linesOf(true, { '[data-page-tabs] > a': 3 })).toContain('1 … 3: Tab');
  expect(linesOf(true).filter((line) => line.endsWith('Tab'))).toEqual([]);
});

test('with single letters off, only the keys that are left are listed', () => {
  expect(linesOf(false, { '[data-row-link]': 3 })).toEqual([
    'Ctrl K: Search streams, groups and pages',
    '?: This list',
    'Esc: Close the topmost',
    '↵: Open',
  ]);
});
