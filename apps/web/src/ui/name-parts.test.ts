import { expect, test } from 'vitest';
import { nameParts } from './name-parts.ts';

const marked = (name: string) =>
  nameParts(name)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

test('spaces at the ends and several in a row are marked, one between words is not', () => {
  expect(marked(' orders')).toBe('[ ]orders');
  expect(marked('orders  ')).toBe('orders[  ]');
  expect(marked('a  b c')).toBe('a[  ]b c');
  expect(marked('  ')).toBe('[  ]');
  expect(marked('plain name')).toBe('plain name');
});

test('the parts are the name and nothing else, so that it can be copied from the page', () => {
  for (const name of [' a  b ', 'a', '', '   ', 'x y  z'])
    expect(
      nameParts(name)
        .map(({ text }) => text)
        .join(''),
    ).toBe(name);
});
